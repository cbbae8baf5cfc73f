package dev.sage.testing;

/// The contract of the sales file: its types and the eight checks.
final class SalesContract {
  private SalesContract() {}

  static String yaml(SalesOptions options) {
    return """
    sage_yaml: {name: Ventas, description: Ventas generadas, version: "1.0.0", author: SAGE}
    catalogs:
      ventas:
        name: Ventas
        description: Una línea de venta por fila
        filename: ventas.csv
        file_format:
          type: CSV
          delimiter: "|"
          header: %s
    %s    fields:
          - {name: id, type: entero, required: true, unique: true}
          - {name: codigo, type: texto, pattern: "^C-[0-9]{8}$"}
          - name: cliente
            type: texto
            enum: [%s]
          - {name: fecha, type: fecha}
          - {name: fecha_hora, type: fecha_hora}
          - {name: cantidad, type: entero, min: 1, max: 1000}
          - name: precio
            type: decimal
            precision: 12
            scale: 2
            validation_rules:
              - name: precio_valido
                description: El precio está entre 0.01 y 99999.99
                rule: "df['precio'].between(0.01, 99999.99)"
                severity: error
          - {name: total, type: decimal, precision: 14, scale: 2}
          - {name: activo, type: booleano}
          - {name: nota, type: texto}
        row_validation:
          - name: total_cuadra
            description: El total es la cantidad por el precio
            rule: "df['total'] == df['cantidad'] * df['precio']"
            severity: error
          - name: fecha_coherente
            description: La hora de la venta no es anterior a su fecha
            rule: "df['fecha_hora'] >= df['fecha']"
            severity: error
        catalog_validation: []
    packages: {}
    """
        .formatted(
            options.header(),
            options.declaredEncoding() ? "      encoding: UTF-8\n" : "",
            String.join(", ", SalesRows.CLIENTS));
  }
}
