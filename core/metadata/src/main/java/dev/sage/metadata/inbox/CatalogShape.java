package dev.sage.metadata.inbox;

import dev.sage.contract.Contract;
import dev.sage.contract.CsvFormat;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.FileFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.contract.Materialization;
import dev.sage.contract.NdjsonFormat;
import dev.sage.contract.ParquetFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A catalog as people see it in the metadata.
///
/// @param id in the contract
public record CatalogShape(
    String id,
    String name,
    String description,
    String filename,
    String format,
    List<Target> materializations) {
  private static final Pattern PASSWORD = Pattern.compile("(://[^:@/?]*):[^@/?]*@");

  public CatalogShape {
    materializations = List.copyOf(materializations);
  }

  /// Where its rows are landed.
  ///
  /// @param destination a name, or a URL; its password is left out
  public record Target(
      String id,
      String destination,
      String table,
      String strategy,
      List<String> key,
      Map<String, String> columns,
      List<String> partitionBy,
      String schemaMode) {
    public Target {
      destination = PASSWORD.matcher(destination).replaceAll("$1:***@");
      key = List.copyOf(key);
      columns = Map.copyOf(columns);
      partitionBy = List.copyOf(partitionBy);
    }
  }

  /// The catalogs of a contract, in its order.
  public static List<CatalogShape> of(Contract contract) {
    return contract.catalogs().values().stream()
        .map(catalog ->
            new CatalogShape(
                catalog.id(),
                catalog.name(),
                catalog.description(),
                catalog.filename(),
                format(catalog.format()),
                contract.materializations().stream()
                    .filter(m -> m.catalog().equals(catalog.id()))
                    .map(CatalogShape::target)
                    .toList()))
        .toList();
  }

  private static String format(FileFormat format) {
    return switch (format) {
      case CsvFormat _ -> "CSV";
      case ExcelFormat _ -> "EXCEL";
      case JsonFormat _ -> "JSON";
      case NdjsonFormat _ -> "NDJSON";
      case ParquetFormat _ -> "PARQUET";
    };
  }

  private static Target target(Materialization materialization) {
    return new Target(
        materialization.id(),
        materialization.destination(),
        materialization.table().toString(),
        materialization.strategy().name(),
        materialization.key(),
        materialization.columns(),
        materialization.partitionBy(),
        materialization.schemaMode().name());
  }
}
