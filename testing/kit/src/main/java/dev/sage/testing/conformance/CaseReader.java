package dev.sage.testing.conformance;

import dev.sage.testing.conformance.CellsCase.Cell;
import dev.sage.testing.conformance.RuleCase.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads files of cases. Keys that are not known are errors, and so is a case that expects nothing.
final class CaseReader {
  private static final Set<String> FILE_KEYS =
      new TreeSet<>(
          Set.of("title", "says", "kind", "cases", "tables", "fields", "format", "contract"));
  private static final Set<String> CELLS_KEYS =
      new TreeSet<>(Set.of("name", "says", "covers", "field", "cells"));
  private static final Set<String> RULE_KEYS =
      new TreeSet<>(
          Set.of(
              "name", "says", "covers", "level", "table", "field", "frame", "plain", "fails",
              "holds", "pandas"));
  private static final Set<String> REFUSED_KEYS =
      new TreeSet<>(
          Set.of(
              "name",
              "says",
              "covers",
              "level",
              "table",
              "field",
              "rule",
              "declares",
              "format",
              "more",
              "contract",
              "message",
              "beyond"));
  private static final Set<String> CODES =
      Set.of("TYPE", "REQUIRED", "UNIQUE", "CONSTRAINT", "REFERENCE", "RULE");

  private final Piece root;
  private final Map<String, Piece> header;
  private final List<RuleTable> tables;

  private CaseReader(Piece root) {
    this.root = root;
    this.header = root.map(FILE_KEYS);
    this.tables = header.containsKey("tables") ? tables(header.get("tables")) : List.of();
  }

  static CaseFile read(Path path) throws IOException {
    return new CaseReader(Piece.of(path)).read(path.getFileName().toString().replace(".yaml", ""));
  }

  /// Of a text, for tests of the tests.
  static CaseFile read(String name, String yaml) {
    return new CaseReader(Piece.of(name, yaml)).read(name);
  }

  private CaseFile read(String name) {
    List<Case> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Function<Piece, Case> reader = reader();
    for (Piece piece : need(root, header, "cases").items()) {
      Case one = reader.apply(piece);
      if (!names.add(one.name())) {
        throw piece.wrong("the name '" + one.name() + "' is repeated");
      }
      cases.add(one);
    }
    return new CaseFile(
        name,
        need(root, header, "title").text(),
        need(root, header, "says").text().strip(),
        tables,
        cases);
  }

  private Function<Piece, Case> reader() {
    Piece kind = need(root, header, "kind");
    return switch (kind.text()) {
      case "cells" -> CaseReader::cells;
      case "files" -> new FileCaseReader(header)::read;
      case "rules" -> this::rule;
      case "refused" -> this::refused;
      default -> throw kind.wrong("there are cells, files, rules, refused");
    };
  }

  static Piece need(Piece whole, Map<String, Piece> keys, String key) {
    Piece piece = keys.get(key);
    if (piece == null) {
      throw whole.wrong("the key '" + key + "' is missing");
    }
    return piece;
  }

  static String text(Map<String, Piece> keys, String key, String otherwise) {
    Piece piece = keys.get(key);
    return piece == null ? otherwise : piece.text().strip();
  }

  static List<String> covers(Map<String, Piece> keys) {
    return keys.containsKey("covers") ? keys.get("covers").texts() : List.of();
  }

  private static Optional<String> optional(Map<String, Piece> keys, String key) {
    return Optional.ofNullable(keys.get(key)).map(Piece::text);
  }

  private static List<RuleTable> tables(Piece piece) {
    List<RuleTable> tables = new ArrayList<>();
    piece.map().forEach((id, table) -> tables.add(table(id, table)));
    return tables;
  }

  private static RuleTable table(String id, Piece piece) {
    Map<String, Piece> keys = piece.map(Set.of("fields", "data"));
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, String> types = new LinkedHashMap<>();
    for (Piece field : need(piece, keys, "fields").items()) {
      String name = need(field, field.map(), "name").text();
      fields.put(name, field.yaml());
      types.put(name, need(field, field.map(), "type").text());
    }
    return new RuleTable(id, fields, types, optional(keys, "data").orElse(""));
  }

  private static Case cells(Piece piece) {
    Map<String, Piece> keys = piece.map(CELLS_KEYS);
    Piece cells = need(piece, keys, "cells");
    List<Cell> all = new ArrayList<>();
    if (cells.isMap()) {
      cells.map().forEach((text, value) -> all.add(cell(text, value)));
    } else {
      cells.items().forEach(pair -> all.add(cell(pair)));
    }
    if (all.stream().noneMatch(cell -> cell.codes().isEmpty())) {
      throw piece.wrong("no cell is good: one at least is wanted");
    }
    return new CellsCase(
        need(piece, keys, "name").text(),
        text(keys, "says", ""),
        covers(keys),
        piece.line(),
        need(piece, keys, "field").yaml(),
        all);
  }

  private static Cell cell(Piece pair) {
    List<Piece> both = pair.items();
    if (both.size() != 2) {
      throw pair.wrong("a text and its value are expected");
    }
    return cell(both.getFirst().text(), both.getLast());
  }

  private static Cell cell(String text, Piece value) {
    if (value.isList()) {
      return new Cell(text, Optional.empty(), value.texts());
    }
    return CODES.contains(value.yaml())
        ? new Cell(text, Optional.empty(), List.of(value.text()))
        : new Cell(text, value.optional(), List.of());
  }

  private Case rule(Piece piece) {
    Map<String, Piece> keys = piece.map(RULE_KEYS);
    boolean holds = keys.containsKey("holds");
    if (holds == keys.containsKey("fails")) {
      throw piece.wrong("one of 'fails' and 'holds' is expected");
    }
    if (!keys.containsKey("frame") && !keys.containsKey("plain")) {
      throw piece.wrong("one of 'frame' and 'plain' is expected");
    }
    Level level = level(keys);
    return new RuleCase(
        need(piece, keys, "name").text(),
        text(keys, "says", ""),
        covers(keys),
        piece.line(),
        level,
        table(keys, level),
        text(keys, "field", ""),
        optional(keys, "frame"),
        optional(keys, "plain"),
        holds ? Map.of() : fails(need(piece, keys, "fails"), level, table(keys, level)),
        holds && !need(piece, keys, "holds").truth(),
        optional(keys, "pandas"));
  }

  private String table(Map<String, Piece> keys, Level level) {
    return level == Level.PACKAGE ? "" : text(keys, "table", tables.getFirst().id());
  }

  private static Level level(Map<String, Piece> keys) {
    String word = text(keys, "level", keys.containsKey("field") ? "field" : "row");
    return Level.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Map<String, List<Long>> fails(Piece piece, Level level, String table) {
    Map<String, List<Long>> fails = new LinkedHashMap<>();
    if (level == Level.PACKAGE) {
      piece.map().forEach((id, records) -> fails.put(id, numbers(records)));
    } else {
      fails.put(table, numbers(piece));
    }
    fails.values().removeIf(List::isEmpty);
    return fails;
  }

  private static List<Long> numbers(Piece list) {
    return list.items().stream().map(Piece::number).toList();
  }

  private Case refused(Piece piece) {
    Map<String, Piece> keys = piece.map(REFUSED_KEYS);
    Piece message = need(piece, keys, "message");
    String contract = contract(piece, keys);
    if (contract.indexOf(RefusedCase.MARK) < 0) {
      throw piece.wrong("there is no " + RefusedCase.MARK + " where the problem is");
    }
    return new RefusedCase(
        need(piece, keys, "name").text(),
        text(keys, "says", ""),
        covers(keys),
        piece.line(),
        contract,
        shown(keys),
        message.isList() ? message.texts() : List.of(message.text()),
        keys.containsKey("beyond") ? keys.get("beyond").truth() : keys.containsKey("rule"));
  }

  private static String shown(Map<String, Piece> keys) {
    if (keys.containsKey("rule")) {
      return keys.get("rule").text();
    }
    if (keys.containsKey("contract")) {
      return "";
    }
    for (String key : List.of("declares", "format")) {
      if (keys.containsKey(key)) {
        return keys.get(key).text();
      }
    }
    return text(keys, "more", "");
  }

  private String contract(Piece piece, Map<String, Piece> keys) {
    if (keys.containsKey("contract")) {
      return keys.get("contract").text();
    }
    if (keys.containsKey("rule")) {
      return Contracts.of(tables, List.of(refusedRule(piece, keys)));
    }
    List<String> fields =
        keys.containsKey("declares")
            ? List.of(FileCaseReader.named("v", keys.get("declares").text()))
            : List.copyOf(tables.getFirst().fields().values());
    String format =
        keys.containsKey("format")
            ? keys.get("format").text()
            : "{type: CSV, delimiter: \";\", header: true}";
    return Contracts.one(format, fields, keys.containsKey("more") ? keys.get("more").text() : "");
  }

  private RuleCase refusedRule(Piece piece, Map<String, Piece> keys) {
    Level level = level(keys);
    return new RuleCase(
        "refused",
        "",
        List.of(),
        piece.line(),
        level,
        table(keys, level),
        text(keys, "field", ""),
        optional(keys, "rule"),
        Optional.empty(),
        Map.of(),
        false,
        Optional.empty());
  }
}
