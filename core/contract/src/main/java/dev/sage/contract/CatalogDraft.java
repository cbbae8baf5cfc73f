package dev.sage.contract;

import java.util.List;
import java.util.Optional;

/// A catalog that has been read but for what needs the other catalogs: rules and references.
record CatalogDraft(
    String id,
    YamlMap map,
    FileFormat format,
    List<FieldDraft> drafts,
    List<String> key,
    ExtraColumns extraColumns,
    Optional<Policy> policy) {
  CatalogDraft {
    drafts = List.copyOf(drafts);
    key = List.copyOf(key);
  }

  /// The same with the fields that its rows have when they leave; with none if these are not known.
  CatalogDraft leaving(Optional<Transform> transform) {
    if (transform.isEmpty()) {
      return new CatalogDraft(id, map, format, List.of(), List.of(), extraColumns, policy);
    }
    List<FieldDraft> fields =
        transform.get().fields().stream().map(f -> new FieldDraft(f, map, false)).toList();
    return new CatalogDraft(id, map, format, fields, transform.get().key(), extraColumns, policy);
  }

  List<Field> plainFields() {
    return drafts.stream().map(FieldDraft::field).toList();
  }

  List<String> fieldNames() {
    return drafts.stream().map(draft -> draft.field().name()).toList();
  }

  Optional<Field> field(String name) {
    return plainFields().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /// Whether a name that is not among [#fieldNames] is wrong for sure.
  boolean namesKnown() {
    return !doubtful().contains("");
  }

  /// Names of fields of which nothing can be said. With an empty one among them, nothing can be
  /// said of any name.
  List<String> doubtful() {
    if (drafts.isEmpty()) {
      return List.of("");
    }
    return drafts.stream().filter(FieldDraft::doubtful).map(draft -> draft.field().name()).toList();
  }
}
