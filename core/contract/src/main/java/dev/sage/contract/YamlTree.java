package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML text to a tree, within limits. Built from parser events, because the library's own composer
/// recurses and types values by YAML's rules instead of ours.
final class YamlTree {
  static final int MAX_ALIASES = 50;
  static final int MAX_DEPTH = 50;

  /// Of the tree with its aliases written out; 5 MiB of real contract have a third of it.
  static final int MAX_NODES = 500_000;

  private static final Set<String> TAGS =
      Set.of("!", "str", "int", "float", "bool", "null", "map", "seq");
  private static final String CORE = "tag:yaml.org,2002:";

  private final String source;
  private final List<String> lines;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Set<String> unfinished = new HashSet<>();
  private @Nullable Yaml root;
  private int documents;
  private int aliases;
  private int nodes;

  YamlTree(String source) {
    this.source = source;
    this.lines = List.of(source.split("\r\n|\n|\r", -1));
  }

  /// Where the next character after `text` is.
  static Position endOf(String text) {
    String[] lines = text.split("\r\n|\n|\r", -1);
    String last = lines[lines.length - 1];
    return new Position(lines.length, last.codePointCount(0, last.length()) + 1);
  }

  Yaml parse() throws YamlFault {
    try {
      for (Event event : new Parse(settings()).parseString(source)) {
        take(event);
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      throw new YamlFault(
          mark.map(YamlTree::position).orElse(Position.START), YamlSyntax.explain(e));
    } catch (ReaderException e) {
      int index = source.offsetByCodePoints(0, Math.min(e.getPosition(), points()));
      throw new YamlFault(endOf(source.substring(0, index)), YamlSyntax.CONTROL_CHARACTER);
    } catch (YamlEngineException | IndexOutOfBoundsException e) {
      throw new YamlFault(Position.START, YamlSyntax.NOT_YAML);
    }
    if (root == null) {
      throw new YamlFault(Position.START, YamlSyntax.EMPTY);
    }
    return root;
  }

  private int points() {
    return source.codePointCount(0, source.length());
  }

  // All in one buffer: with smaller ones the reader's time is quadratic in the longest token.
  private LoadSettings settings() {
    return LoadSettings.builder()
        .setCodePointLimit(YamlDocument.MAX_BYTES)
        .setBufferSize(Math.max(1024, source.length() + 1))
        .build();
  }

  private void take(Event event) throws YamlFault {
    switch (event.getEventId()) {
      case DocumentStart -> startDocument((DocumentStartEvent) event);
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
      case MappingEnd, SequenceEnd -> end();
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
    }
  }

  private void startDocument(DocumentStartEvent event) throws YamlFault {
    if (++documents > 1) {
      throw new YamlFault(start(event.getStartMark()), YamlSyntax.SECOND_DOCUMENT);
    }
  }

  private void scalar(ScalarEvent event) throws YamlFault {
    checkTag(event.getTag(), event);
    Position start = start(event.getStartMark());
    Yaml.Scalar scalar =
        new Yaml.Scalar(event.getValue(), style(event.getScalarStyle()), raw(event), start);
    count(1, start);
    anchor(event, scalar, 1);
    put(scalar);
  }

  private void start(CollectionStartEvent event) throws YamlFault {
    checkTag(event.getTag(), event);
    Position start = start(event.getStartMark());
    if (open.size() == MAX_DEPTH) {
      throw new YamlFault(
          start,
          new Message(
              "Hay más de " + MAX_DEPTH + " niveles, que es el máximo.",
              "There are more than " + MAX_DEPTH + " levels, which is the limit."));
    }
    event.getAnchor().ifPresent(anchor -> unfinished.add(anchor.getValue()));
    open.push(new Open(event, start, nodes, new ArrayList<>()));
    count(1, start);
  }

  private void end() throws YamlFault {
    Open collection = open.pop();
    Yaml value = collection.close();
    anchor(collection.event(), value, nodes - collection.before());
    put(value);
  }

  private void alias(AliasEvent event) throws YamlFault {
    String name = event.getAlias().getValue();
    Position start = start(event.getStartMark());
    if (++aliases > MAX_ALIASES) {
      throw new YamlFault(
          start,
          new Message(
              "Hay más de " + MAX_ALIASES + " alias (*nombre), que es el máximo.",
              "There are more than " + MAX_ALIASES + " aliases (*name), which is the limit."));
    }
    Anchored anchored = anchors.get(name);
    if (anchored == null || unfinished.contains(name)) {
      throw new YamlFault(
          start, YamlSyntax.badAlias(name, anchored != null || unfinished.contains(name)));
    }
    count(anchored.size(), start);
    put(anchored.value());
  }

  private void put(Yaml value) {
    Open parent = open.peek();
    if (parent == null) {
      root = value;
    } else {
      parent.children().add(value);
    }
  }

  private void anchor(NodeEvent event, Yaml value, int size) {
    event
        .getAnchor()
        .map(Anchor::getValue)
        .ifPresent(name -> {
          unfinished.remove(name);
          anchors.put(name, new Anchored(value, size));
        });
  }

  private void count(int more, Position at) throws YamlFault {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw new YamlFault(
          at,
          new Message(
              "El contrato, con sus alias desplegados, pasa de " + MAX_NODES + " elementos.",
              "The contract, its aliases written out, has more than " + MAX_NODES + " elements."));
    }
  }

  private void checkTag(Optional<String> tag, Event event) throws YamlFault {
    if (tag.isPresent() && !TAGS.contains(tag.get().replace(CORE, ""))) {
      throw new YamlFault(start(event.getStartMark()), YamlSyntax.tag(tag.get()));
    }
  }

  private String raw(ScalarEvent event) {
    Position from = start(event.getStartMark());
    Position to = start(event.getEndMark());
    if (from.line() != to.line() || from.line() > lines.size()) {
      return "";
    }
    String line = lines.get(from.line() - 1);
    int length = line.codePointCount(0, line.length());
    int begin = line.offsetByCodePoints(0, Math.min(from.column() - 1, length));
    int end = line.offsetByCodePoints(0, Math.min(to.column() - 1, length));
    return line.substring(begin, Math.max(begin, end));
  }

  private static Yaml.Style style(ScalarStyle style) {
    return switch (style) {
      case PLAIN -> Yaml.Style.PLAIN;
      case SINGLE_QUOTED -> Yaml.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Yaml.Style.DOUBLE_QUOTED;
      case LITERAL, FOLDED -> Yaml.Style.BLOCK;
    };
  }

  private static Position start(Optional<Mark> mark) {
    return mark.map(YamlTree::position).orElse(Position.START);
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private record Anchored(Yaml value, int size) {}

  /// @param before nodes counted when it began
  private record Open(CollectionStartEvent event, Position start, int before, List<Yaml> children) {
    Yaml close() {
      return event instanceof MappingStartEvent
          ? new Yaml.Mapping(entries(), start)
          : new Yaml.Sequence(children, start);
    }

    private List<Yaml.Entry> entries() {
      List<Yaml.Entry> entries = new ArrayList<>(children.size() / 2);
      for (int i = 0; i + 1 < children.size(); i += 2) {
        entries.add(new Yaml.Entry(children.get(i), children.get(i + 1)));
      }
      return entries;
    }
  }
}
