package dev.sage.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Catalogs that are delivered together.
final class PackageReader {
  static final List<String> KEYS =
      List.of("name", "description", "file_format", "catalogs", "package_validation", "policy");
  private static final List<String> TYPES =
      List.of("CSV", "EXCEL", "ZIP", "JSON", "NDJSON", "PARQUET");
  private static final String ZIP = "ZIP";
  private static final String EXCEL = "EXCEL";

  private final Map<String, CatalogDraft> catalogs;
  private final RuleReader rules;

  PackageReader(Map<String, CatalogDraft> catalogs, RuleReader rules) {
    this.catalogs = catalogs;
    this.rules = rules;
  }

  DeliveryPackage read(String id, YamlMap map) {
    map.only(KEYS);
    Optional<String> type =
        map.require("file_format").flatMap(YamlNode::map).flatMap(PackageReader::type);
    List<String> members = members(map);
    switch (type.orElse("")) {
      case ZIP -> refuseTwins(map, members);
      case EXCEL -> refuseOtherThanSheets(map, members);
      default -> refuseSeveral(map, type, members);
    }
    return new DeliveryPackage(
        id,
        map.requireName("name"),
        map.requireText("description"),
        type.map(DeliveryPackage.PackageFormat::valueOf).orElse(DeliveryPackage.PackageFormat.ZIP),
        members,
        rules.ofPackage(map, listed(map)),
        PolicyReader.read(map));
  }

  private static Optional<String> type(YamlMap format) {
    format.only(List.of("type"));
    return FormatReader.type(format, TYPES);
  }

  private static List<String> listed(YamlMap map) {
    return map.get("catalogs").map(YamlNode::value).stream()
        .flatMap(
            value -> value instanceof Yaml.Sequence list ? list.items().stream() : Stream.empty())
        .map(item -> item instanceof Yaml.Scalar scalar ? scalar.text() : "")
        .toList();
  }

  private List<String> members(YamlMap map) {
    Optional<YamlNode> node = map.require("catalogs");
    List<YamlNode> names = node.map(YamlNode::list).orElse(List.of());
    node.filter(YamlNode::isEmptyList)
        .ifPresent(empty ->
            empty.fatal(
                "Un paquete necesita al menos un catálogo.",
                "A package needs at least one catalog."));
    return Names.among(names, Names.catalog(), catalogs.keySet());
  }

  private static void refuseSeveral(YamlMap map, Optional<String> type, List<String> members) {
    if (type.isPresent() && members.size() > 1) {
      map.get("catalogs")
          .ifPresent(node ->
              node.fatal(
                  "Hay "
                      + members.size()
                      + " catálogos en un paquete "
                      + type.get()
                      + ". Con más de uno, file_format.type tiene que ser ZIP (o EXCEL, con una hoja"
                      + " por catálogo).",
                  "There are "
                      + members.size()
                      + " catalogs in a "
                      + type.get()
                      + " package. With more than one, file_format.type must be ZIP (or EXCEL, with a"
                      + " sheet for each catalog)."));
    }
  }

  /// One workbook, a sheet for each catalog.
  private void refuseOtherThanSheets(YamlMap map, List<String> members) {
    for (String member : members) {
      if (catalogs.containsKey(member) && excel(member).isEmpty()) {
        String quoted = Messages.quoted(member);
        map.get("catalogs")
            .ifPresent(node ->
                node.fatal(
                    "El paquete es EXCEL y el catálogo "
                        + quoted
                        + " no: sería una hoja del libro.",
                    "The package is EXCEL and the catalog "
                        + quoted
                        + " is not: it would be a sheet of the workbook."));
      }
    }
    refuseTwins(map, members, this::sheet, "la misma hoja", "the same sheet");
  }

  /// A member of a ZIP is matched by its name, whatever the case.
  private void refuseTwins(YamlMap map, List<String> members) {
    refuseTwins(map, members, this::filename, "el mismo archivo", "the same file");
    for (String member : members) {
      members.stream()
          .filter(other -> takesToo(other, member))
          .findFirst()
          .ifPresent(other -> refuseTaken(map, other, member));
    }
  }

  /// Whether the pattern of one catalog takes the only file of another. Whether two patterns meet
  /// is seen when a file comes that both take.
  private boolean takesToo(String other, String member) {
    FilePattern pattern = new FilePattern(text(other, "filename"));
    String name = text(member, "filename");
    return pattern.isGlob()
        && !new FilePattern(name).isGlob()
        && pattern.matches(name)
        && !areTwoSheets(other, member);
  }

  private boolean areTwoSheets(String one, String other) {
    return excel(one).isPresent()
        && excel(other).isPresent()
        && !sheetKey(one).equals(sheetKey(other));
  }

  private static void refuseTaken(YamlMap map, String other, String member) {
    String both = Messages.quoted(other) + ", " + Messages.quoted(member);
    map.get("catalogs")
        .ifPresent(node ->
            node.fatal(
                "El patrón de un catálogo abarca el archivo de otro: " + both + ".",
                "The pattern of one catalog takes the file of another: " + both + "."));
  }

  private Optional<String> sheetKey(String catalog) {
    return excel(catalog).flatMap(ExcelFormat::sheet);
  }

  private static void refuseTwins(
      YamlMap map, List<String> members, UnaryOperator<String> placeOf, String es, String en) {
    Map<String, String> seen = new HashMap<>();
    for (String member : members) {
      String place = placeOf.apply(member);
      String twin = seen.putIfAbsent(place.toLowerCase(Locale.ROOT), member);
      if (twin != null && !place.isEmpty()) {
        String both = Messages.quoted(twin) + ", " + Messages.quoted(member);
        String what = " " + Messages.quoted(place) + ": " + both + ".";
        map.get("catalogs")
            .ifPresent(node ->
                node.fatal(
                    "Dos catálogos del paquete esperan " + es + what,
                    "Two catalogs of the package expect " + en + what));
      }
    }
  }

  /// Several sheets of one workbook in a ZIP are no twins.
  private String filename(String catalog) {
    String name = text(catalog, "filename");
    return sheetKey(catalog).map(sheet -> name + " (" + sheet + ")").orElse(name);
  }

  /// Without the key it is the sheet that has the catalog's name or id.
  private String sheet(String catalog) {
    return excel(catalog)
        .map(format -> format.sheet().orElseGet(() -> text(catalog, "name")))
        .orElse("");
  }

  private Optional<ExcelFormat> excel(String catalog) {
    return Optional.ofNullable(catalogs.get(catalog))
        .map(CatalogDraft::format)
        .filter(ExcelFormat.class::isInstance)
        .map(ExcelFormat.class::cast);
  }

  private String text(String catalog, String key) {
    return Optional.ofNullable(catalogs.get(catalog))
        .flatMap(draft -> draft.map().get(key))
        .flatMap(YamlNode::verbatim)
        .orElse("");
  }
}
