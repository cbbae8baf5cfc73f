package dev.sage.deploy.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A function that is none: as large as a test needs, in the form in which the build leaves it.
final class StandIn {
  private StandIn() {}

  static Path in(Path folder, String architecture) {
    try {
      Path lib = Files.createDirectories(folder.resolve("lib"));
      Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
      Files.writeString(
          folder.resolve("java.options"),
          "-XX:+UseSerialGC\n-cp lib/duckdb_jdbc-2.jar:lib/sage-lambda-1.jar:lib/sage-spi-1.jar\n");
      Files.writeString(lib.resolve("sage-lambda-1.jar"), "ours");
      Files.writeString(lib.resolve("sage-spi-1.jar"), "ours, too");
      Files.writeString(lib.resolve("duckdb_jdbc-2.jar"), "theirs");
      Files.writeString(lib.resolve("libduckdb_java.so_linux_" + architecture), "native");
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
