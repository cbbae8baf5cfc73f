package dev.sage.scenarios;

import dev.sage.cli.Sage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder where somebody works with the command.
///
/// @param home what is `.sage` for others
record Desk(Path folder, Path home) {

  static Path root() {
    return Path.of(Objects.requireNonNullElse(System.getProperty("sage.root"), "../.."))
        .toAbsolutePath()
        .normalize();
  }

  static Desk in(Path folder) {
    return new Desk(folder, folder.resolve("home"));
  }

  Ran sage(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int exit = Sage.run(home, stream(out), stream(err), words);
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// The command as a process of its own, started in this folder.
  Ran process(Map<String, String> environment, Object... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx512m",
                "-Dsage.root=" + root(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sage.cli.Sage"));
    Stream.of(words).map(Object::toString).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("no end after two minutes: " + command);
      }
      return new Ran(
          process.exitValue(),
          Files.readString(folder.resolve("stdout")),
          Files.readString(folder.resolve("stderr")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// `check … --format json`, in a directory of its own.
  Ran check(Path contract, Path data, Object... more) {
    return sage(
        Stream.concat(
                Stream.of("check", contract, data, "--format", "json", "--threads", "2"),
                Stream.of(more))
            .toArray());
  }

  Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /// Every file below a directory, by its name there.
  static List<String> files(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
