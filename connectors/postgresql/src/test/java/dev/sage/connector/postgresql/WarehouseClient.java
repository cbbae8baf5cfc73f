package dev.sage.connector.postgresql;

import java.io.IOException;
import java.nio.file.Path;

/// Opens a warehouse, prints its URL, and closes it when its input ends.
final class WarehouseClient {
  private WarehouseClient() {}

  public static void main(String[] arguments) throws IOException {
    try (Warehouse warehouse = Warehouse.open(Path.of(arguments[0]), Path.of(arguments[1]))) {
      System.out.println(warehouse.url());
      System.in.readAllBytes();
    }
  }
}
