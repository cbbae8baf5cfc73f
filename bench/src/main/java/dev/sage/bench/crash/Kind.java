package dev.sage.bench.crash;

import java.util.List;

/// What is delivered.
public enum Kind {
  /// One correct file; the command line says where it goes.
  SINGLE("ventas.csv", 0),
  /// A ZIP of two files; the contract says where they go.
  PACKAGE("entrega.zip", 0),
  /// One file with bad rows; the others are landed.
  REJECTING("con_errores.csv", 1),
  /// One file with a bad row at its end; nothing is landed.
  REFUSED("rechazada.csv", 1);

  private final String file;
  private final int exit;

  Kind(String file, int exit) {
    this.file = file;
    this.exit = exit;
  }

  String file() {
    return file;
  }

  /// The status with which it ends however often it is killed before.
  int exit() {
    return exit;
  }

  /// Catalogs, which are the names of the tables too.
  List<String> catalogs() {
    return this == PACKAGE ? List.of("ventas", "clientes") : List.of("ventas");
  }
}
