package dev.sage.testing.fuzz;

import dev.sage.testing.fuzz.Tree.Pair;
import dev.sage.testing.fuzz.Tree.Pairs;
import dev.sage.testing.fuzz.Tree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hostile names and texts put where a contract stays what it was: a name everywhere that it is
/// used, a text where any will do.
final class Renames {
  private static final Pattern TEXT = Pattern.compile("'[A-Za-z0-9 -]*'(?!\\])");
  private static final Set<String> FREE = Set.of("description", "author", "comments", "version");
  private static final Set<String> RULES = Set.of("rule", "filter");

  private final Random random;

  Renames(Random random) {
    this.random = random;
  }

  /// One field or catalog has another name, in rules of both spellings too.
  Tree change(Tree tree) {
    boolean field = random.nextInt(4) != 0;
    List<String> names = field ? fields(tree) : ids(tree);
    if (names.isEmpty()) {
      return tree;
    }
    String old = names.get(random.nextInt(names.size()));
    String now = one(field ? Words.NAMES : Words.IDS);
    return old.isEmpty() ? tree : tree.eachText(text -> renamed(text, old, now));
  }

  private static List<String> fields(Tree tree) {
    List<String> names = new ArrayList<>();
    tree.all()
        .forEach(one -> {
          if (one instanceof Pairs(List<Pair> pairs) && value(pairs, "type") != null) {
            String name = value(pairs, "name");
            if (name != null) {
              names.add(name);
            }
          }
        });
    return names;
  }

  private static @Nullable String value(List<Pair> pairs, String key) {
    for (Pair pair : pairs) {
      if (isKey(pair, Set.of(key)) && pair.value() instanceof Text(String text, _)) {
        return text;
      }
    }
    return null;
  }

  private static boolean isKey(Pair pair, Set<String> keys) {
    return pair.key() instanceof Text(String text, _) && keys.contains(text);
  }

  private static List<String> ids(Tree tree) {
    List<String> ids = new ArrayList<>();
    tree.all()
        .forEach(one -> {
          if (one instanceof Pairs(List<Pair> pairs)) {
            pairs.stream()
                .filter(pair -> isKey(pair, Set.of("catalogs", "packages")))
                .filter(pair -> pair.value() instanceof Pairs)
                .flatMap(pair -> ((Pairs) pair.value()).pairs().stream())
                .filter(pair -> pair.key() instanceof Text)
                .forEach(pair -> ids.add(((Text) pair.key()).text()));
          }
        });
    return ids;
  }

  private static String renamed(String text, String old, String now) {
    if (text.equals(old)) {
      return now;
    }
    if (!text.contains(old)) {
      return text;
    }
    String word = "(?<![\\p{L}\\p{N}_'\"])" + Pattern.quote(old) + "(?![\\p{L}\\p{N}_'\"])";
    return text.endsWith("." + old) && text.indexOf(' ') < 0
        ? text.substring(0, text.length() - old.length()) + now
        : text.replace("'" + old + "'", Scalars.python(now))
            .replaceAll(word, Matcher.quoteReplacement(Scalars.name(now)));
  }

  /// Hostile words where a contract wants nothing but some text, and as texts in rules.
  Tree poison(Tree tree) {
    return switch (tree) {
      case Pairs(List<Pair> pairs) -> new Pairs(pairs.stream().map(this::poisoned).toList());
      case Tree.Items(List<Tree> items) ->
          new Tree.Items(items.stream().map(this::poison).toList());
      default -> tree;
    };
  }

  private Pair poisoned(Pair pair) {
    if (isKey(pair, FREE) && random.nextInt(3) == 0) {
      return new Pair(pair.key(), Tree.quoted(one(Words.TEXTS)));
    }
    if (isKey(pair, RULES)
        && random.nextInt(3) == 0
        && pair.value() instanceof Text(String rule, _)) {
      return new Pair(pair.key(), Tree.quoted(poisoned(rule)));
    }
    return new Pair(pair.key(), poison(pair.value()));
  }

  private String poisoned(String rule) {
    boolean python = rule.contains("df");
    return TEXT.matcher(rule)
        .replaceAll(found -> {
          String text = one(Words.TEXTS);
          return Matcher.quoteReplacement(
              random.nextBoolean()
                  ? found.group()
                  : python ? Scalars.python(text) : Scalars.literal(text));
        });
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
