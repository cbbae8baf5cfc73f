package dev.sage.bench.crash;

import dev.sage.spi.Strategy;
import java.util.stream.Collectors;

/// The contract of the deliveries.
final class Contracts {
  private static final String CATALOGS =
      """
      sage_yaml: {name: Entrega, description: Una entrega, version: "1.0.0", author: SAGE}
      catalogs:
        ventas:
          name: Ventas
          description: Una venta por fila
          filename: ventas.csv
          file_format: {type: CSV, delimiter: "|", header: true}
          fields:
            - {name: id, type: entero, required: true}
            - {name: codigo, type: texto, max_length: 20}
            - {name: fecha, type: fecha}
            - {name: monto, type: decimal, precision: 12, scale: 2}
            - {name: nota, type: texto}
          row_validation:
            - {name: monto_no_negativo, description: El monto no es negativo, rule: "df['monto'] >= 0"}
          catalog_validation: []
        clientes:
          name: Clientes
          description: Un cliente por fila
          filename: clientes.csv
          file_format: {type: CSV, delimiter: "|", header: true}
          fields:
            - {name: id, type: entero, required: true}
            - {name: nombre, type: texto}
          row_validation: []
          catalog_validation: []
      packages:
        entrega:
          name: Entrega
          description: Ventas y clientes
          file_format: {type: ZIP}
          catalogs: [ventas, clientes]
          package_validation: []
      """;

  private Contracts() {}

  static String yaml(Scene scene, String url) {
    return scene.kind() == Kind.PACKAGE
        ? CATALOGS + "materializations:\n" + materializations(scene, url)
        : CATALOGS;
  }

  private static String materializations(Scene scene, String url) {
    return scene.kind().catalogs().stream()
        .map(catalog ->
            "  %s: {catalog: %s, destination: {url: \"%s\"}, table: %s, strategy: %s%s}%n"
                .formatted(
                    scene.materialization(catalog),
                    catalog,
                    url,
                    scene.table(catalog),
                    scene.strategy(),
                    isByKey(scene.strategy()) ? ", key: [id]" : ""))
        .collect(Collectors.joining());
  }

  static boolean isByKey(Strategy strategy) {
    return strategy == Strategy.UPSERT || strategy == Strategy.DELETE_INSERT;
  }
}
