package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.FilePattern;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.format.Names;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which files of a delivery are a catalog's, by their names. Compressed or not is the same:
/// `ventas.csv.gz` is `ventas.csv`.
final class CatalogFiles {
  private static final Comparator<DataFile> BY_NAME =
      Comparator.comparing(DataFile::baseName, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(DataFile::baseName);

  private CatalogFiles() {}

  /// In the order in which they are read as one: by name, whatever the case. Of two files of one
  /// name, in two folders or also compressed, the one is taken that is called as the contract says
  /// to the letter, else the first.
  static List<DataFile> of(Catalog catalog, List<DataFile> delivered) {
    Map<String, DataFile> taken = new LinkedHashMap<>();
    for (DataFile file : delivered) {
      if (isNamed(catalog, file.baseName())) {
        taken.merge(
            Names.uncompressed(file.baseName()).toLowerCase(Locale.ROOT),
            file,
            (one, other) -> better(catalog, one, other));
      }
    }
    return taken.values().stream().sorted(BY_NAME).toList();
  }

  private static DataFile better(Catalog catalog, DataFile one, DataFile other) {
    FilePattern name = catalog.files();
    return !name.matches(one.baseName()) && name.matches(other.baseName()) ? other : one;
  }

  static boolean isNamed(Catalog catalog, String name) {
    return catalog.files().matches(name)
        || new FilePattern(Names.uncompressed(catalog.filename()))
            .matches(Names.uncompressed(name));
  }
}
