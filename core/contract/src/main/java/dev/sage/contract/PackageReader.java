package dev.sage.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Catalogs that are delivered together.
final class PackageReader {
  static final List<String> KEYS =
      List.of("name", "description", "file_format", "catalogs", "package_validation", "policy");
  private static final List<String> TYPES =
      List.of("CSV", "EXCEL", "ZIP", "JSON", "NDJSON", "PARQUET");
  private static final List<String> BUILT = List.of("CSV", "ZIP");

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
    if (!type.equals(Optional.of("ZIP"))) {
      refuseSeveral(map, type, members);
    } else {
      refuseTwins(map, members);
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
    return FormatReader.type(format, TYPES, BUILT);
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
                      + ". Con más de uno, file_format.type tiene que ser ZIP.",
                  "There are "
                      + members.size()
                      + " catalogs in a "
                      + type.get()
                      + " package. With more than one, file_format.type must be ZIP."));
    }
  }

  // A member of a ZIP is matched by its name, whatever the case.
  private void refuseTwins(YamlMap map, List<String> members) {
    Map<String, String> seen = new HashMap<>();
    for (String member : members) {
      String filename = filename(member);
      String twin = seen.putIfAbsent(filename.toLowerCase(Locale.ROOT), member);
      if (twin != null && !filename.isEmpty()) {
        map.get("catalogs").ifPresent(node -> refuseTwin(node, filename, twin, member));
      }
    }
  }

  private String filename(String catalog) {
    return Optional.ofNullable(catalogs.get(catalog))
        .flatMap(draft -> draft.map().get("filename"))
        .flatMap(YamlNode::verbatim)
        .orElse("");
  }

  private static void refuseTwin(YamlNode node, String filename, String one, String other) {
    String both = Messages.quoted(one) + ", " + Messages.quoted(other);
    node.fatal(
        "Dos catálogos del paquete esperan el mismo archivo "
            + Messages.quoted(filename)
            + ": "
            + both
            + ".",
        "Two catalogs of the package expect the same file "
            + Messages.quoted(filename)
            + ": "
            + both
            + ".");
  }
}
