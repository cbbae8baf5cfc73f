package dev.sage.cli;

import dev.sage.cli.Connections.OpenWarehouse;
import dev.sage.connector.postgresql.Warehouse;
import java.nio.file.Path;

/// Opens the embedded warehouse.
final class Warehouses {
  private Warehouses() {}

  static OpenWarehouse open(Path root) {
    Warehouse warehouse = Warehouse.open(root);
    return new OpenWarehouse() {
      @Override
      public String url() {
        return warehouse.url();
      }

      @Override
      public void close() {
        warehouse.close();
      }
    };
  }
}
