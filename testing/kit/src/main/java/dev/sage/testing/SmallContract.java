package dev.sage.testing;

/// A contract of two fields, for tests that are about something else.
public final class SmallContract {
  private SmallContract() {}

  /// YAML: `datos.csv` with `codigo;nombre` is appended to a table, without the rows that are
  /// wrong.
  public static String landing(String destination, String table) {
    return """
    sage_yaml: {name: Prueba, description: Una prueba, version: "1", author: BI}
    catalogs:
      datos:
        name: Datos
        description: Los datos
        filename: datos.csv
        file_format: {type: CSV, delimiter: ";", header: true}
        fields:
          - {name: codigo, type: entero, required: true}
          - {name: nombre, type: texto}
        policy: {on_error: reject_rows}
    packages: {}
    materializations:
      m: {catalog: datos, destination: %s, table: %s, strategy: APPEND}
    """
        .formatted(destination, table);
  }
}
