package dev.sage.bench.burst;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files of 200, 5,000 and 100,000 rows, each row told apart from all others, and perhaps a large
/// one, which comes first.
///
/// @param mixed how many of these sizes
/// @param large rows of the large one; 0: there is none
public record MixedFiles(int mixed, int large) {
  /// How many there are.
  int files() {
    return large > 0 ? mixed + 1 : mixed;
  }

  /// Of a file, by its number; the last one is the large one.
  public int rows(int file) {
    if (file == mixed) {
      return large;
    }
    if (file % 20 == 19) {
      return 100_000;
    }
    return file % 4 == 3 ? 5_000 : 200;
  }

  long rows() {
    long all = 0;
    for (int file = 0; file < files(); file++) {
      all += rows(file);
    }
    return all;
  }

  /// All at once, as nearly as renames allow; the large one first.
  ///
  /// @param made on the disk of the folder
  void drop(Path made, Path folder) throws IOException {
    Files.createDirectories(made);
    for (int file = 0; file < files(); file++) {
      write(made.resolve(name(file)), file);
    }
    for (int file = files() - 1; file >= 0; file--) {
      Files.move(
          made.resolve(name(file)), folder.resolve(name(file)), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static String name(int file) {
    return "ventas-%04d.csv".formatted(file);
  }

  private void write(Path target, int file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(target)) {
      out.write("id,archivo,fila,importe\n");
      for (int row = 1; row <= rows(file); row++) {
        out.write((file * 100_000_000L + row) + "," + file + "," + row + "," + row + ".25\n");
      }
    }
  }
}
