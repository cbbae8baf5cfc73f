package dev.sage.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `./sage up` starts, without the launcher around it: a process that is killed is the server
/// itself.
///
/// @param root the project's folder
public record Distribution(Path root) {
  /// The launcher's, in its order: its cache of classes holds for exactly these.
  private static final List<String> JVM =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseSerialGC",
          "-Xlog:disable",
          "-Xlog:all=off",
          "-Dfile.encoding=UTF-8",
          "-Xmx1g");

  public boolean isBuilt() {
    return Files.exists(server().resolve("stamp")) && Files.exists(command().resolve("stamp"));
  }

  /// Builds what is out of date, as `./sage up` does, and walks a start through for the cache.
  public void build() throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("sage-bench-");
    try {
      // It reads settings that are wrong, says so and ends: by then all is built.
      ProcessBuilder builder =
          new ProcessBuilder(root.resolve("sage").toString(), "up", "--config", "none");
      builder.directory(home.toFile());
      builder.environment().put("SAGE_HTTP_PORT", "none");
      builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
      builder.start().waitFor();
      if (!isBuilt()) {
        throw new IllegalStateException(
            "The server is not built: " + Files.readString(home.resolve("log")));
      }
    } finally {
      BenchServer.delete(home);
    }
  }

  private Path server() {
    return root.resolve("apps/server/target/dist");
  }

  private Path command() {
    return root.resolve("apps/cli/target/dist");
  }

  /// The words that start a server.
  List<String> words() throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JVM);
    Path cache = server().resolve("sage.aot");
    if (Files.exists(cache) && Files.size(cache) > 0) {
      words.add("-XX:AOTCache=" + cache);
    }
    words.add("-cp");
    words.add(jars(server()) + ":" + jars(command()));
    words.add("dev.sage.server.Server");
    return words;
  }

  private static String jars(Path distribution) throws IOException {
    try (Stream<Path> files = Files.list(distribution.resolve("lib"))) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .collect(Collectors.joining(":"));
    }
  }
}
