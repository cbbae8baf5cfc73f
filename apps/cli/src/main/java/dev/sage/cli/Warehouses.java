package dev.sage.cli;

import dev.sage.cli.Connections.OpenWarehouse;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;

/// Opens the embedded warehouse.
final class Warehouses {
  private Warehouses() {}

  static OpenWarehouse open(Path root) {
    throw new SageException(ErrorCode.NOT_BUILT_YET, "There is no embedded warehouse yet: " + root);
  }
}
