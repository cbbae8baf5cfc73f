package dev.sage.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// YAML as a tree in which anything may stand anywhere, keys twice too.
sealed interface Tree {
  /// @param plain without quotes, where YAML can write it so
  record Text(String text, boolean plain) implements Tree {}

  record Items(List<Tree> items) implements Tree {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Pairs(List<Pair> pairs) implements Tree {
    public Pairs {
      pairs = List.copyOf(pairs);
    }
  }

  record Pair(Tree key, Tree value) {}

  /// A tree that aliases can name.
  record Anchored(String name, Tree tree) implements Tree {}

  record Alias(String name) implements Tree {}

  static Text plain(String text) {
    return new Text(text, true);
  }

  static Text quoted(String text) {
    return new Text(text, false);
  }

  static Items list(Tree... items) {
    return new Items(List.of(items));
  }

  static Pair pair(String key, Tree value) {
    return new Pair(plain(key), value);
  }

  static Pairs map(Pair... pairs) {
    return new Pairs(List.of(pairs));
  }

  /// The only document of a text that is YAML.
  static Tree parse(String yaml) {
    LoadSettings settings = LoadSettings.builder().setMaxAliasesForCollections(1_000).build();
    return new Compose(settings)
        .composeString(yaml)
        .map(Tree::of)
        .orElseThrow(() -> new IllegalArgumentException("empty"));
  }

  private static Tree of(Node node) {
    return switch (node) {
      case MappingNode mapping ->
          new Pairs(
              mapping.getValue().stream()
                  .map(tuple -> new Pair(of(tuple.getKeyNode()), of(tuple.getValueNode())))
                  .toList());
      case SequenceNode list -> new Items(list.getValue().stream().map(Tree::of).toList());
      case ScalarNode scalar -> new Text(scalar.getValue(), scalar.isPlain());
      default -> throw new IllegalArgumentException("a node of no known kind");
    };
  }

  /// Values and lists and maps of it, itself the first, in the order of the text; no keys.
  default Stream<Tree> all() {
    Stream<Tree> below =
        switch (this) {
          case Text _, Alias _ -> Stream.of();
          case Items(List<Tree> items) -> items.stream().flatMap(Tree::all);
          case Pairs(List<Pair> pairs) -> pairs.stream().flatMap(pair -> pair.value().all());
          case Anchored(_, Tree tree) -> tree.all();
        };
    return Stream.concat(Stream.of(this), below);
  }

  /// The same tree with one of [#all] changed.
  default Tree with(int place, UnaryOperator<Tree> change) {
    return with(new int[] {place}, change);
  }

  private Tree with(int[] left, UnaryOperator<Tree> change) {
    if (left[0]-- == 0) {
      return change.apply(this);
    }
    return below(tree -> left[0] < 0 ? tree : tree.with(left, change));
  }

  /// The same tree with every text of it changed, those of keys too.
  default Tree eachText(UnaryOperator<String> change) {
    return this instanceof Text(String text, boolean plain)
        ? text(change.apply(text), text, plain)
        : keys(change).below(tree -> tree.eachText(change));
  }

  private static Text text(String now, String before, boolean plain) {
    return new Text(now, plain && now.equals(before));
  }

  private Tree keys(UnaryOperator<String> change) {
    return this instanceof Pairs(List<Pair> pairs)
        ? new Pairs(pairs.stream().map(p -> new Pair(p.key().eachText(change), p.value())).toList())
        : this;
  }

  private Tree below(UnaryOperator<Tree> change) {
    return switch (this) {
      case Text _, Alias _ -> this;
      case Items(List<Tree> items) -> new Items(items.stream().map(change).toList());
      case Pairs(List<Pair> pairs) ->
          new Pairs(pairs.stream().map(p -> new Pair(p.key(), change.apply(p.value()))).toList());
      case Anchored(String name, Tree tree) -> new Anchored(name, change.apply(tree));
    };
  }

  /// As YAML on one line.
  default String flow() {
    return switch (this) {
      case Text text -> Scalars.written(text);
      case Items(List<Tree> items) ->
          items.stream().map(Tree::flow).collect(Collectors.joining(", ", "[", "]"));
      case Pairs(List<Pair> pairs) ->
          pairs.stream()
              .map(pair -> pair.key().flow() + " : " + pair.value().flow())
              .collect(Collectors.joining(", ", "{", "}"));
      case Anchored(String name, Tree tree) -> "&" + name + " " + tree.flow();
      case Alias(String name) -> "*" + name;
    };
  }

  /// As YAML with a line for each entry of the upper levels.
  ///
  /// @param levels so many of them; those below are on one line
  default String block(int levels) {
    List<String> lines = new ArrayList<>();
    lines(levels, lines);
    return String.join("\n", lines) + "\n";
  }

  private void lines(int levels, List<String> lines) {
    switch (this) {
      case Pairs(List<Pair> pairs) when levels > 0 && !pairs.isEmpty() ->
          pairs.forEach(pair -> entry(pair.key().flow() + " :", pair.value(), levels, lines));
      case Items(List<Tree> items) when levels > 0 && !items.isEmpty() ->
          items.forEach(item -> entry("-", item, levels, lines));
      default -> lines.add(flow());
    }
  }

  private static void entry(String head, Tree value, int levels, List<String> lines) {
    List<String> below = new ArrayList<>();
    value.lines(levels - 1, below);
    boolean inline = value instanceof Text || below.size() == 1;
    lines.add(inline ? head + " " + value.flow() : head);
    if (!inline) {
      below.forEach(line -> lines.add("  " + line));
    }
  }
}
