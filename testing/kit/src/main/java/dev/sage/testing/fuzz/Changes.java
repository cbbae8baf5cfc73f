package dev.sage.testing.fuzz;

import dev.sage.testing.fuzz.Tree.Alias;
import dev.sage.testing.fuzz.Tree.Anchored;
import dev.sage.testing.fuzz.Tree.Items;
import dev.sage.testing.fuzz.Tree.Pair;
import dev.sage.testing.fuzz.Tree.Pairs;
import dev.sage.testing.fuzz.Tree.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Places of a tree changed: keys, kinds, values, what is there twice or not at all, what another
/// contract has there.
final class Changes {
  private static final int MOST_LEFT = 5;
  private static final Set<String> LONG =
      Set.of("validation_rules", "row_validation", "catalog_validation", "package_validation");

  private final Random random;

  /// Values by the key that they have somewhere.
  private final Map<String, List<Tree>> known = new LinkedHashMap<>();

  private final List<String> keys;

  Changes(Random random, List<Tree> seeds) {
    this.random = random;
    seeds.stream().flatMap(Tree::all).forEach(this::learn);
    this.keys = List.copyOf(known.keySet());
  }

  private void learn(Tree tree) {
    if (tree instanceof Pairs(List<Pair> pairs)) {
      pairs.forEach(pair -> {
        if (pair.key() instanceof Text(String key, _)) {
          known.computeIfAbsent(key, _ -> new ArrayList<>()).add(pair.value());
        }
      });
    }
  }

  /// Lists of many rules, and maps of many catalogs, with a few of them.
  Tree thinned(Tree tree) {
    return switch (tree) {
      case Pairs(List<Pair> pairs) -> new Pairs(pairs.stream().map(this::thinned).toList());
      case Items(List<Tree> items) -> new Items(items.stream().map(this::thinned).toList());
      default -> tree;
    };
  }

  private Pair thinned(Pair pair) {
    boolean many = pair.key() instanceof Text(String key, _) && LONG.contains(key);
    return many && pair.value() instanceof Items(List<Tree> items)
        ? new Pair(pair.key(), new Items(few(items)))
        : new Pair(pair.key(), thinned(pair.value()));
  }

  private <T> List<T> few(List<T> items) {
    List<T> left = new ArrayList<>(items);
    while (left.size() > MOST_LEFT) {
      left.remove(random.nextInt(left.size()));
    }
    return left;
  }

  Tree change(Tree tree) {
    int size = (int) tree.all().count();
    int place = random.nextInt(size);
    return random.nextInt(15) == 0
        ? aliased(tree, place, random.nextInt(size))
        : tree.with(place, this::changed);
  }

  /// What stands at a place gets a name, which stands at another place too, or contains itself.
  private Tree aliased(Tree tree, int one, int other) {
    String name = "a" + random.nextInt(3);
    Tree named = tree.with(one, there -> new Anchored(name, there));
    return named.with(
        other,
        there ->
            there instanceof Pairs(List<Pair> pairs) && random.nextBoolean()
                ? new Pairs(plus(pairs, new Pair(Tree.plain("<<"), new Alias(name))))
                : new Alias(name));
  }

  private Tree changed(Tree tree) {
    return switch (random.nextInt(12)) {
      case 0 -> Tree.list(tree);
      case 1 -> Tree.map(new Pair(key(), tree));
      case 2 -> nested(tree, random.nextInt(1, 60));
      case 3 -> one(known.get(one(keys)));
      case 4 -> text();
      default ->
          switch (tree) {
            case Pairs(List<Pair> pairs) -> pairs(pairs);
            case Items(List<Tree> items) -> items(items);
            case Text _, Alias _, Anchored _ -> text();
          };
    };
  }

  private Tree nested(Tree tree, int levels) {
    Tree deep = tree;
    for (int i = 0; i < levels; i++) {
      deep = random.nextBoolean() ? Tree.list(deep) : Tree.map(new Pair(Tree.plain("a"), deep));
    }
    return deep;
  }

  private Tree pairs(List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return new Pairs(List.of(added()));
    }
    int at = random.nextInt(pairs.size());
    Pair old = pairs.get(at);
    return switch (random.nextInt(8)) {
      case 0 -> new Pairs(without(pairs, at));
      case 1 -> new Pairs(plus(pairs, old));
      case 2 -> new Pairs(replaced(pairs, at, new Pair(key(), old.value())));
      case 3 -> new Items(pairs.stream().map(Pair::value).toList());
      case 4 -> new Pairs(plus(pairs, added()));
      case 5 -> new Pairs(shuffled(pairs));
      default -> new Pairs(replaced(pairs, at, new Pair(old.key(), grafted(old))));
    };
  }

  /// What another contract has under the key.
  private Tree grafted(Pair pair) {
    return pair.key() instanceof Text(String key, _) && known.containsKey(key)
        ? one(known.getOrDefault(key, List.of()))
        : text();
  }

  private Pair added() {
    String key = one(keys);
    return new Pair(Tree.plain(key), one(known.getOrDefault(key, List.of())));
  }

  private Tree items(List<Tree> items) {
    if (items.isEmpty()) {
      return Tree.list(text());
    }
    int at = random.nextInt(items.size());
    return switch (random.nextInt(6)) {
      case 0 -> new Items(without(items, at));
      case 1 -> new Items(plus(items, items.get(at)));
      case 2 -> new Items(shuffled(items));
      case 3 -> new Items(replaced(items, at, text()));
      case 4 -> new Items(replaced(items, at, changed(items.get(at))));
      default -> new Pairs(items.stream().map(item -> new Pair(key(), item)).toList());
    };
  }

  private Tree key() {
    return random.nextInt(3) == 0 ? Tree.quoted(one(Words.KEYS)) : Tree.plain(one(keys));
  }

  private Tree text() {
    List<String> words =
        switch (random.nextInt(6)) {
          case 0 -> Words.TYPES;
          case 1 -> Words.NAMES;
          case 2 -> Words.PATTERNS;
          case 3 -> Words.ODD;
          default -> Words.TEXTS;
        };
    return random.nextInt(6) == 0
        ? Tree.plain(Integer.toString(random.nextInt(-2, 50)))
        : new Text(one(words), random.nextBoolean());
  }

  private <T> T one(@Nullable List<T> list) {
    List<T> some = Objects.requireNonNull(list);
    return some.get(random.nextInt(some.size()));
  }

  private <T> List<T> shuffled(List<T> list) {
    List<T> now = new ArrayList<>(list);
    Collections.shuffle(now, random);
    return now;
  }

  private static <T> List<T> without(List<T> list, int at) {
    List<T> now = new ArrayList<>(list);
    now.remove(at);
    return now;
  }

  private <T> List<T> plus(List<T> list, T more) {
    List<T> now = new ArrayList<>(list);
    now.add(random.nextInt(list.size() + 1), more);
    return now;
  }

  private static <T> List<T> replaced(List<T> list, int at, T other) {
    List<T> now = new ArrayList<>(list);
    now.set(at, other);
    return now;
  }
}
