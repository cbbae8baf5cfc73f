package dev.sage.deploy.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The function as the build left it, parted in two: what SAGE is, and the libraries, which are
/// heavy and change seldom. These become a layer, which Lambda unpacks into `/opt`.
///
/// @param code goes to `/var/task`
/// @param layer goes to `/opt`
record FunctionPackage(Path code, Path layer) {
  /// Where the libraries are for a function.
  static final String LIBRARIES = "/opt/sage/";

  static final String AUTHORITIES = "authorities.pem";

  /// @param source as built; it is left as it is
  /// @param target is made anew
  /// @param authorities certificates that functions trust when they reach a database
  static FunctionPackage part(Path source, Path target, boolean isArm, Optional<Path> authorities) {
    require(source, isArm);
    FunctionPackage parted = new FunctionPackage(target.resolve("code"), target.resolve("layer"));
    try {
      empty(target);
      parted.copy(source);
      if (authorities.isPresent()) {
        copy(authorities.get(), parted.layer.resolve("sage").resolve(AUTHORITIES));
      }
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORAGE, "The package cannot be parted in %s.".formatted(target), e);
    }
    return parted;
  }

  private static void require(Path source, boolean isArm) {
    String architecture = isArm ? "arm64" : "amd64";
    String build = isArm ? "-Dsage.arch=arm64 " : "";
    if (!Files.isRegularFile(source.resolve("java.options"))) {
      throw new SageException(
          ErrorCode.FILE_MISSING,
          "There is no function in %s. Build it: mvn -Dquick -Dmaven.test.skip=true %s-pl apps/lambda -am package"
              .formatted(source, build));
    }
    if (!Files.exists(source.resolve("lib/libduckdb_java.so_linux_" + architecture))) {
      throw new SageException(
          ErrorCode.FILE_MISSING,
          "The function in %s was built for another architecture than %s. Build it: mvn -Dquick -Dmaven.test.skip=true %s-pl apps/lambda -am package"
              .formatted(source, architecture, build));
    }
  }

  private static void empty(Path target) throws IOException {
    if (Files.exists(target)) {
      try (Stream<Path> all = Files.walk(target)) {
        all.sorted(Comparator.reverseOrder()).forEach(FunctionPackage::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Path source) throws IOException {
    copy(source.resolve("bootstrap"), code.resolve("bootstrap"));
    for (Path library : libraries(source)) {
      Path target = isOurs(library) ? code.resolve("lib") : layer.resolve("sage/lib");
      copy(library, target.resolve(library.getFileName()));
    }
    Files.writeString(code.resolve("java.options"), options(source.resolve("java.options")));
  }

  private static List<Path> libraries(Path source) throws IOException {
    try (Stream<Path> all = Files.list(source.resolve("lib"))) {
      return all.sorted().toList();
    }
  }

  private static boolean isOurs(Path library) {
    return String.valueOf(library.getFileName()).startsWith("sage-");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /// The class path, with the libraries where the layer has them.
  private static String options(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(FunctionPackage::option).collect(Collectors.joining("\n", "", "\n"));
    }
  }

  private static String option(String line) {
    return line.startsWith("-cp ")
        ? Arrays.stream(line.substring("-cp ".length()).split(":"))
            .map(jar -> isOurs(Path.of(jar)) ? jar : LIBRARIES + jar)
            .collect(Collectors.joining(":", "-cp ", ""))
        : line;
  }
}
