package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How a catalog's file is written.
final class FormatReader {
  static final List<String> TYPES = List.of("CSV", "EXCEL", "JSON", "NDJSON", "PARQUET");

  static final List<String> KEYS =
      List.of(
          "type",
          "delimiter",
          "header",
          "quote",
          "escape",
          "encoding",
          "extra_columns",
          "sheet",
          "skip_rows",
          "compression");
  private static final List<String> COMMON = List.of("type", "extra_columns", "compression");

  /// What each type knows besides.
  private static final Map<String, List<String>> OWN =
      Map.of(
          "CSV", List.of("delimiter", "header", "quote", "escape", "encoding", "skip_rows"),
          "EXCEL", List.of("sheet", "header", "skip_rows"),
          "JSON", List.of("encoding"),
          "NDJSON", List.of("encoding"),
          "PARQUET", List.of());

  private static final Map<String, Compression> COMPRESSIONS =
      Map.of(
          "auto", Compression.AUTO,
          "none", Compression.NONE,
          "gz", Compression.GZIP,
          "gzip", Compression.GZIP,
          "zst", Compression.ZSTD,
          "zstd", Compression.ZSTD);
  private static final int MOST_SKIPPED = 1_000_000;
  private static final char QUOTE = '"';

  private final YamlMap map;

  private FormatReader(YamlMap map) {
    this.map = map;
  }

  static FileFormat read(YamlMap map) {
    map.only(KEYS);
    return new FormatReader(map).read();
  }

  /// Whether the type is in `types`, upper case; a problem if it is not.
  static Optional<String> type(YamlMap map, List<String> types) {
    Optional<YamlNode> node = map.require("type");
    String type = node.flatMap(YamlNode::name).orElse("").strip().toUpperCase(Locale.ROOT);
    if (type.isEmpty() || types.contains(type)) {
      return Optional.of(type).filter(types::contains);
    }
    String quoted = Messages.quoted(type);
    Message unknown =
        new Message(
            "El tipo de archivo " + quoted + " no existe.",
            "The file type " + quoted + " does not exist.");
    node.get().fatal(Messages.suggest(unknown, type, types));
    return Optional.empty();
  }

  private FileFormat read() {
    Optional<String> type = type(map, TYPES);
    type.ifPresent(this::warnUnfit);
    return switch (type.orElse("")) {
      case "EXCEL" ->
          new ExcelFormat(
              map.get("sheet").flatMap(FormatReader::sheet),
              map.bool("header", false),
              skipRows(),
              compression());
      case "JSON" -> new JsonFormat(encoding(), compression());
      case "NDJSON" -> new NdjsonFormat(encoding(), compression());
      case "PARQUET" -> new ParquetFormat(compression());
      case "CSV" -> csv(delimiter());
      // What another type needs is not known here.
      default -> csv(",");
    };
  }

  private CsvFormat csv(String delimiter) {
    Optional<Character> quote = quote();
    Optional<Character> escape = map.get("escape").flatMap(FormatReader::character);
    checkQuote(quote, delimiter);
    checkEscape(escape, quote, delimiter);
    return new CsvFormat(
        delimiter, map.bool("header", false), quote, escape, encoding(), skipRows(), compression());
  }

  /// A contract that came to another type keeps its old keys; they say nothing any more.
  private void warnUnfit(String type) {
    for (String name : KEYS) {
      if (!COMMON.contains(name)
          && !OWN.getOrDefault(type, KEYS).contains(name)
          && map.get(name).isPresent()) {
        String quoted = Messages.quoted(name);
        map.key(name)
            .ifPresent(key ->
                key.warn(
                    quoted + " no dice nada de un archivo " + type + " y no se tiene en cuenta.",
                    quoted + " says nothing about a " + type + " file and is not used."));
      }
    }
  }

  private Optional<String> encoding() {
    return map.get("encoding").flatMap(FormatReader::encoding);
  }

  private int skipRows() {
    return map.get("skip_rows").map(node -> (int) node.whole(0, MOST_SKIPPED).orElse(0)).orElse(0);
  }

  private Compression compression() {
    Optional<YamlNode> node = map.get("compression");
    String word = node.flatMap(YamlNode::name).orElse("auto").strip().toLowerCase(Locale.ROOT);
    Compression known = COMPRESSIONS.get(word);
    if (known == null) {
      Message message =
          new Message(
              "'compression' no puede ser " + Messages.quoted(word) + ".",
              "'compression' cannot be " + Messages.quoted(word) + ".");
      List<String> words = List.of("auto", "none", "gz", "zst");
      node.ifPresent(wrong -> wrong.fatal(Messages.suggest(message, word, words)));
      return Compression.AUTO;
    }
    return known;
  }

  private static Optional<String> sheet(YamlNode node) {
    Optional<String> name = node.name().map(String::strip);
    if (node.isPlain() && name.equals(Optional.of("0"))) {
      node.fatal(
          "'sheet' es el nombre de la hoja o su lugar, y el primero es 1.",
          "'sheet' is the name of the sheet or its place, and the first is 1.");
      return Optional.empty();
    }
    return name;
  }

  private String delimiter() {
    Optional<YamlNode> node = map.require("delimiter");
    String text = node.flatMap(YamlNode::text).orElse(",").replace("\\t", "\t");
    if (text.isEmpty() || node.filter(YamlNode::isBlock).isPresent()) {
      node.ifPresent(FormatReader::refuseEmpty);
      return ",";
    }
    if (text.codePoints().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      node.ifPresent(wrong ->
          wrong.fatal(
              "'delimiter' no puede tener saltos de línea ni NUL.",
              "'delimiter' cannot have line breaks or NUL."));
      return ",";
    }
    return text;
  }

  private static void refuseEmpty(YamlNode node) {
    node.fatal(
        "'delimiter' está vacío. Escríbalo entre comillas, como \"|\" o \",\" o \"\\t\""
            + " (un | sin comillas empieza un bloque de texto en YAML).",
        "'delimiter' is empty. Write it in quotes, like \"|\" or \",\" or \"\\t\""
            + " (a | without quotes begins a block of text in YAML).");
  }

  private Optional<Character> quote() {
    Optional<YamlNode> node = map.get("quote");
    if (node.isEmpty()) {
      map.key("quote")
          .ifPresent(key ->
              key.fatal(
                  "'quote' no tiene valor. Escriba \"\" si el archivo no usa comillas.",
                  "'quote' has no value. Write \"\" if the file uses no quotes."));
      return Optional.of(QUOTE);
    }
    boolean none = node.get().value() instanceof Yaml.Scalar scalar && scalar.text().isEmpty();
    return none ? Optional.empty() : character(node.get());
  }

  private static Optional<Character> character(YamlNode node) {
    Optional<String> text = node.text().map(written -> written.equals("\\t") ? "\t" : written);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    char c = text.get().length() == 1 ? text.get().charAt(0) : '\0';
    if (c <= ' ' || c > '~') {
      node.fatal(
          "Se esperaba un solo carácter, uno visible de ASCII como \" o ', y hay "
              + Messages.quoted(text.get())
              + ".",
          "Expected a single character, a visible one of ASCII like \" or ', and there is "
              + Messages.quoted(text.get())
              + ".");
      return Optional.empty();
    }
    return Optional.of(c);
  }

  private void checkQuote(Optional<Character> quote, String delimiter) {
    if (quote.isPresent() && delimiter.indexOf(quote.get()) >= 0) {
      String at = map.get("quote").isPresent() ? "quote" : "delimiter";
      map.get(at).ifPresent(FormatReader::refuseQuote);
    }
  }

  private static void refuseQuote(YamlNode node) {
    node.fatal(
        "'quote' y 'delimiter' chocan: la comilla está en el delimitador. 'quote' es \" si no se"
            + " indica; escriba quote: \"\" si el archivo no usa comillas.",
        "'quote' and 'delimiter' conflict: the quote is in the delimiter. 'quote' is \" unless"
            + " given; write quote: \"\" if the file uses no quotes.");
  }

  private void checkEscape(
      Optional<Character> escape, Optional<Character> quote, String delimiter) {
    Optional<YamlNode> node = map.get("escape");
    if (node.isEmpty() || escape.isEmpty()) {
      return;
    }
    if (quote.isEmpty()) {
      node.get()
          .fatal(
              "'escape' solo vale dentro de comillas, y el archivo no las usa (quote: \"\").",
              "'escape' only works inside quotes, and the file uses none (quote: \"\").");
    } else if (escape.equals(quote)) {
      node.get()
          .fatal(
              "'escape' y 'quote' son el mismo carácter. Quite 'escape': doblar la comilla siempre vale.",
              "'escape' and 'quote' are the same character. Remove 'escape': doubling the quote always works.");
    } else if (delimiter.indexOf(escape.get()) >= 0) {
      node.get()
          .fatal(
              "'escape' y 'delimiter' chocan: el carácter está en el delimitador.",
              "'escape' and 'delimiter' conflict: the character is in the delimiter.");
    }
  }

  private static Optional<String> encoding(YamlNode node) {
    String name = node.name().orElse("auto");
    if (name.strip().equalsIgnoreCase("auto")) {
      return Optional.empty();
    }
    Optional<String> charset = CharsetNames.canonical(name);
    if (charset.isEmpty()) {
      Message message =
          new Message(
              "La codificación " + Messages.quoted(name) + " no se conoce.",
              "The encoding " + Messages.quoted(name) + " is not known.");
      node.fatal(Messages.suggest(message, name, CharsetNames.COMMON));
    }
    return charset;
  }
}
