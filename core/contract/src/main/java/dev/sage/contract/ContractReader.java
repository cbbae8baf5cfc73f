package dev.sage.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The root of a contract.
final class ContractReader {
  static final List<String> KEYS = List.of("sage_yaml", "catalogs", "packages", "materializations");
  static final List<String> HEADER_KEYS =
      List.of("name", "description", "version", "author", "comments");

  Optional<Contract> read(YamlNode root) {
    return root.map().flatMap(this::read);
  }

  private Optional<Contract> read(YamlMap root) {
    root.only(KEYS);
    Optional<YamlMap> header = root.require("sage_yaml").flatMap(YamlNode::map);
    header.ifPresent(ContractReader::checkHeader);
    Map<String, CatalogDraft> drafts = section(root, "catalogs", true, CatalogReader::draft);
    RuleReader rules = new RuleReader(drafts);
    Map<String, Catalog> catalogs = new LinkedHashMap<>();
    Map<String, CatalogDraft> leaving = new LinkedHashMap<>();
    drafts.forEach((id, draft) -> {
      Optional<Transform> transform = TransformReader.read(draft, drafts);
      catalogs.put(id, CatalogReader.finish(draft, drafts, rules, transform));
      leaving.put(id, draft.leaving(transform));
    });
    Map<String, DeliveryPackage> packages =
        section(root, "packages", true, new PackageReader(drafts, rules)::read);
    Map<String, Materialization> materializations =
        section(root, "materializations", false, new MaterializationReader(leaving)::read);
    return header.map(head ->
        new Contract(
            text(head, "name"),
            text(head, "description"),
            text(head, "version"),
            text(head, "author"),
            catalogs,
            packages,
            List.copyOf(materializations.values())));
  }

  private static void checkHeader(YamlMap header) {
    header.only(HEADER_KEYS);
    header.requireName("name");
    header.requireText("description");
    header.requireText("version");
    header.requireText("author");
  }

  private static String text(YamlMap header, String key) {
    return header.get(key).flatMap(YamlNode::verbatim).orElse("");
  }

  /// A map of ids; nothing at all after its key is an empty one.
  private static <T> Map<String, T> section(
      YamlMap root, String name, boolean required, BiFunction<String, YamlMap, T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    if (required && root.key(name).isEmpty()) {
      root.require(name);
    }
    Optional<YamlMap> section = root.get(name).flatMap(YamlNode::map);
    section.ifPresent(Names::checkIds);
    section
        .map(YamlMap::values)
        .orElse(Map.of())
        .forEach((id, node) -> node.map().ifPresent(map -> read.put(id, reader.apply(id, map))));
    return read;
  }
}
