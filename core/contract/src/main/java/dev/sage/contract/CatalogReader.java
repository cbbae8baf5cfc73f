package dev.sage.contract;

import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Catalogs, in two steps: what stands by itself, then what needs the other catalogs.
final class CatalogReader {
  static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "filename",
          "file_format",
          "fields",
          "row_validation",
          "catalog_validation",
          "key",
          "extra_columns",
          "policy",
          "transform");
  private static final CsvFormat ANY_FORMAT =
      new CsvFormat(",", false, Optional.of('"'), Optional.empty(), Optional.empty());
  private static final List<String> EXTRA = List.of("error", "warn", "ignore");

  private CatalogReader() {}

  static CatalogDraft draft(String id, YamlMap map) {
    map.only(KEYS);
    map.requireName("name");
    map.requireText("description");
    map.require("filename").ifPresent(CatalogReader::checkFilename);
    Optional<YamlMap> format = map.require("file_format").flatMap(YamlNode::map);
    List<FieldDraft> fields = map.require("fields").map(FieldReader::read).orElse(List.of());
    List<String> key = key(id, map, fields);
    return new CatalogDraft(
        id,
        map,
        format.map(FormatReader::read).orElse(ANY_FORMAT),
        fields.stream().map(field -> isIn(key, field) ? field.required() : field).toList(),
        key,
        extraColumns(map, format),
        PolicyReader.read(map));
  }

  /// @param transform empty if it could not be read
  static Catalog finish(
      CatalogDraft draft,
      Map<String, CatalogDraft> all,
      RuleReader rules,
      Optional<Transform> transform) {
    YamlMap map = draft.map();
    List<Field> fields = new ArrayList<>();
    for (FieldDraft field : draft.drafts()) {
      Optional<FieldReference> reference = reference(field, all);
      fields.add(
          field.finish(reference, rules.ofField(field.map(), draft.id(), field.field().name())));
    }
    return new Catalog(
        draft.id(),
        text(map, "name"),
        text(map, "description"),
        text(map, "filename"),
        draft.format(),
        fields,
        rules.ofRow(map, draft.id()),
        rules.ofCatalog(map, draft.id()),
        draft.key(),
        draft.extraColumns(),
        draft.policy(),
        transform.orElseGet(() -> Transform.none(draft.plainFields(), draft.key())));
  }

  private static String text(YamlMap map, String key) {
    return map.get(key).flatMap(YamlNode::verbatim).orElse("");
  }

  private static boolean isIn(List<String> key, FieldDraft field) {
    return key.contains(field.field().name());
  }

  private static List<String> key(String id, YamlMap map, List<FieldDraft> fields) {
    List<String> names = fields.stream().map(field -> field.field().name()).toList();
    // With a field whose name could not be read, nothing can be said about names.
    return names.isEmpty() || names.contains("")
        ? List.of()
        : Names.among(map.list("key"), Names.field(id), names);
  }

  private static void checkFilename(YamlNode node) {
    String name = node.name().orElse("");
    new FilePattern(name).fault().ifPresent(node::fatal);
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      node.fatal(
          "El nombre del archivo no puede tener caracteres de control.",
          "The file name cannot have control characters.");
    }
  }

  private static ExtraColumns extraColumns(YamlMap map, Optional<YamlMap> format) {
    Optional<YamlNode> here = map.get("extra_columns");
    Optional<YamlNode> there = format.flatMap(inner -> inner.get("extra_columns"));
    if (here.isPresent() && there.isPresent()) {
      there
          .get()
          .fatal(
              "'extra_columns' está también en el catálogo. Déjelo en un solo sitio.",
              "'extra_columns' is in the catalog too. Keep it in one place.");
    }
    return here.or(() -> there).map(CatalogReader::extraColumns).orElse(ExtraColumns.ERROR);
  }

  private static ExtraColumns extraColumns(YamlNode node) {
    String word = node.text().orElse("error").strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "error" -> ExtraColumns.ERROR;
      case "warn" -> ExtraColumns.WARN;
      case "ignore" -> ExtraColumns.IGNORE;
      default -> {
        Message message =
            new Message(
                "'extra_columns' no puede ser " + Messages.quoted(word) + ".",
                "'extra_columns' cannot be " + Messages.quoted(word) + ".");
        node.fatal(Messages.suggest(message, word, EXTRA));
        yield ExtraColumns.ERROR;
      }
    };
  }

  private static Optional<FieldReference> reference(
      FieldDraft field, Map<String, CatalogDraft> all) {
    Optional<YamlNode> node = field.map().get("references");
    String text = node.flatMap(YamlNode::name).orElse("");
    if (node.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    // The longest id that fits, for ids with dots.
    Optional<CatalogDraft> catalog =
        all.values().stream()
            .filter(draft -> text.startsWith(draft.id() + "."))
            .max((a, b) -> Integer.compare(a.id().length(), b.id().length()));
    return catalog.isPresent()
        ? referenceIn(catalog.get(), node.get(), text, field.field().type())
        : noCatalog(node.get(), text, all);
  }

  private static Optional<FieldReference> noCatalog(
      YamlNode node, String text, Map<String, CatalogDraft> all) {
    int dot = text.indexOf('.');
    if (dot <= 0) {
      node.fatal(
          "Se esperaba catálogo.campo, como clientes.codigo, y hay " + Messages.quoted(text) + ".",
          "Expected catalog.field, like clientes.codigo, and there is "
              + Messages.quoted(text)
              + ".");
    } else {
      Names.isAmong(node, text.substring(0, dot), Names.catalog(), all.keySet());
    }
    return Optional.empty();
  }

  private static Optional<FieldReference> referenceIn(
      CatalogDraft catalog, YamlNode node, String text, ValueType type) {
    String name = text.substring(catalog.id().length() + 1);
    if (!catalog.namesKnown() || catalog.doubtful().contains(name)) {
      return Optional.empty();
    }
    if (!Names.isAmong(node, name, Names.field(catalog.id()), catalog.fieldNames())) {
      return Optional.empty();
    }
    boolean alike =
        catalog.field(name).map(Field::type).filter(other -> comparable(type, other)).isPresent();
    if (!alike) {
      node.fatal(
          "El campo y el de "
              + Messages.quoted(text)
              + " son de tipos distintos: nunca serían iguales.",
          "The field and "
              + Messages.quoted(text)
              + " are of different types: they would never be equal.");
    }
    return Optional.of(new FieldReference(catalog.id(), name));
  }

  static boolean comparable(ValueType one, ValueType other) {
    return one.getClass() == other.getClass() || (isNumber(one) && isNumber(other));
  }

  private static boolean isNumber(ValueType type) {
    return type instanceof ValueType.Whole || type instanceof ValueType.Decimal;
  }
}
