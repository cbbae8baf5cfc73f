package dev.sage.bench.daemons;

/// The contract of what is delivered: rows are added to a table, so that twice would be seen.
public final class Contracts {
  /// Its table in the database of the destination `warehouse`.
  public static final String TABLE =
      "CREATE TABLE ventas (id bigint, archivo bigint, fila bigint, importe numeric(12,2))";

  public static final String YAML =
      """
      sage_yaml: {name: Ventas, description: Una venta por fila, version: "1.0.0", author: SAGE}
      catalogs:
        ventas:
          name: Ventas
          description: Una venta por fila
          filename: "*.csv"
          file_format: {type: CSV, delimiter: ",", header: true}
          fields:
            - {name: id, type: entero, required: true, unique: true}
            - {name: archivo, type: entero, required: true}
            - {name: fila, type: entero, required: true}
            - {name: importe, type: decimal, precision: 12, scale: 2, required: true}
          row_validation: []
          catalog_validation: []
      packages: {}
      materializations:
        ventas: {catalog: ventas, destination: warehouse, table: ventas, strategy: APPEND}
      """;

  private Contracts() {}
}
