package dev.sage.contract;

import java.util.List;
import java.util.Optional;

/// One tabular data set of a contract: one file, or several that are read as one.
///
/// @param filename of a member in a ZIP, or a pattern of several; see [#files]
/// @param rowRules rules over the fields of one row
/// @param catalogRules rules over the whole catalog
/// @param key names of the fields of the natural key; empty when there is none
/// @param extraColumns what a column that the contract does not know means
/// @param policy empty when the contract says nothing
/// @param transform what happens to accepted rows on their way out
public record Catalog(
    String id,
    String name,
    String description,
    String filename,
    FileFormat format,
    List<Field> fields,
    List<Rule> rowRules,
    List<Rule> catalogRules,
    List<String> key,
    ExtraColumns extraColumns,
    Optional<Policy> policy,
    Transform transform) {
  public Catalog {
    fields = List.copyOf(fields);
    rowRules = List.copyOf(rowRules);
    catalogRules = List.copyOf(catalogRules);
    key = List.copyOf(key);
  }

  /// What its files are called.
  public FilePattern files() {
    return new FilePattern(filename);
  }

  /// The place of a field among [#fields]; -1 where there is none of that name.
  public int indexOf(String fieldName) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }

  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /// What its rows are when they leave.
  public Catalog leaving() {
    return transform.isEmpty()
        ? this
        : new Catalog(
            id,
            name,
            description,
            filename,
            format,
            transform.fields(),
            List.of(),
            List.of(),
            transform.key(),
            extraColumns,
            policy,
            Transform.none(transform.fields(), transform.key()));
  }
}
