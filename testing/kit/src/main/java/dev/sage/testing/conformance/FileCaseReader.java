package dev.sage.testing.conformance;

import dev.sage.testing.conformance.FileCase.Expected;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads cases of a contract and a delivery.
final class FileCaseReader {
  private static final String ONE = "datos";
  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "name",
              "says",
              "covers",
              "format",
              "fields",
              "more",
              "contract",
              "file",
              "data",
              "charset",
              "hex",
              "members",
              "accepted",
              "rejected",
              "findings",
              "rows",
              "skipped"));
  private static final Set<String> FINDING_KEYS =
      new TreeSet<>(
          Set.of(
              "code",
              "record",
              "line",
              "column",
              "catalog",
              "value",
              "rule",
              "severity",
              "message"));

  private final Map<String, Piece> header;

  FileCaseReader(Map<String, Piece> header) {
    this.header = header;
  }

  /// The keys of a field with a name before them.
  static String named(String name, String keys) {
    if (keys.startsWith(RefusedCase.MARK)) {
      return RefusedCase.MARK + named(name, keys.substring(1));
    }
    return "{name: " + name + ", " + keys.substring(1);
  }

  Case read(Piece piece) {
    Map<String, Piece> keys = piece.map(KEYS);
    return new FileCase(
        CaseReader.need(piece, keys, "name").text(),
        CaseReader.text(keys, "says", ""),
        CaseReader.covers(keys),
        piece.line(),
        contract(piece, keys),
        CaseReader.text(keys, "file", keys.containsKey("members") ? "entrega.zip" : "datos.csv"),
        data(piece, keys),
        counts(CaseReader.need(piece, keys, "accepted")),
        keys.containsKey("rejected") ? counts(keys.get("rejected")) : Map.of(),
        findings(keys),
        rows(keys),
        keys.containsKey("skipped") ? keys.get("skipped").texts() : List.of());
  }

  private String contract(Piece piece, Map<String, Piece> keys) {
    Piece whole = keys.getOrDefault("contract", header.get("contract"));
    if (whole != null) {
      return whole.text();
    }
    Map<String, Piece> merged = new LinkedHashMap<>(header);
    merged.putAll(keys);
    List<String> fields =
        CaseReader.need(piece, merged, "fields").items().stream().map(Piece::yaml).toList();
    return Contracts.one(
        CaseReader.need(piece, merged, "format").yaml(),
        fields,
        keys.containsKey("more") ? keys.get("more").text() : "");
  }

  private static byte[] data(Piece piece, Map<String, Piece> keys) {
    Charset charset =
        Charset.forName(CaseReader.text(keys, "charset", StandardCharsets.UTF_8.name()));
    if (keys.containsKey("members")) {
      Map<String, byte[]> members = new LinkedHashMap<>();
      keys.get("members").map().forEach((name, text) -> members.put(name, bytes(text, charset)));
      return Contracts.zip(members);
    }
    return keys.containsKey("hex")
        ? HexFormat.of().parseHex(keys.get("hex").text().replaceAll("\\s", ""))
        : bytes(CaseReader.need(piece, keys, "data"), charset);
  }

  /// A text, or a list of texts and of what is repeated.
  private static byte[] bytes(Piece piece, Charset charset) {
    if (!piece.isList()) {
      return piece.text().getBytes(charset);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Piece part : piece.items()) {
      bytes.writeBytes(text(part).getBytes(charset));
    }
    return bytes.toByteArray();
  }

  private static String text(Piece part) {
    if (!part.isMap()) {
      return part.text();
    }
    Map<String, Piece> keys = part.map(Set.of("text", "times"));
    long times = CaseReader.need(part, keys, "times").number();
    return CaseReader.need(part, keys, "text").text().repeat(Math.toIntExact(times));
  }

  private static Map<String, Long> counts(Piece piece) {
    if (!piece.isMap()) {
      return Map.of(ONE, piece.number());
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    piece.map().forEach((catalog, count) -> counts.put(catalog, count.number()));
    return counts;
  }

  private static List<Expected> findings(Map<String, Piece> keys) {
    return keys.containsKey("findings")
        ? keys.get("findings").items().stream().map(FileCaseReader::finding).toList()
        : List.of();
  }

  private static Expected finding(Piece piece) {
    Map<String, Piece> keys = piece.map(FINDING_KEYS);
    return new Expected(
        CaseReader.need(piece, keys, "code").text(),
        number(keys, "record"),
        number(keys, "line"),
        text(keys, "column"),
        text(keys, "catalog"),
        text(keys, "value"),
        text(keys, "rule"),
        text(keys, "severity"),
        text(keys, "message"));
  }

  private static Optional<Long> number(Map<String, Piece> keys, String key) {
    return Optional.ofNullable(keys.get(key)).map(Piece::number);
  }

  private static Optional<String> text(Map<String, Piece> keys, String key) {
    return Optional.ofNullable(keys.get(key)).map(Piece::text);
  }

  private static Map<String, List<List<Optional<String>>>> rows(Map<String, Piece> keys) {
    if (!keys.containsKey("rows")) {
      return Map.of();
    }
    Piece rows = keys.get("rows");
    Map<String, List<List<Optional<String>>>> all = new LinkedHashMap<>();
    if (rows.isMap()) {
      rows.map().forEach((catalog, list) -> all.put(catalog, rows(list)));
    } else {
      all.put(ONE, rows(rows));
    }
    return all;
  }

  private static List<List<Optional<String>>> rows(Piece list) {
    List<List<Optional<String>>> rows = new ArrayList<>();
    for (Piece row : list.items()) {
      rows.add(row.items().stream().map(Piece::optional).toList());
    }
    return rows;
  }
}
