package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.request;
import static dev.sage.connector.postgresql.Database.required;
import static dev.sage.connector.postgresql.Database.with;
import static dev.sage.connector.postgresql.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A file system of a few megabytes under a real PostgreSQL. Mounting it takes root on Linux.
@Timeout(120)
@ParameterizedClass
@EnumSource
final class DiskFullIT {
  private static final int ROWS = 8_000;

  @TempDir private static Path root;
  private static Path small;
  private static Database database;

  private final Strategy strategy;
  private final LoadRequest ventas;
  private final UUID execution = UUID.randomUUID();

  DiskFullIT(Strategy strategy) {
    this.strategy = strategy;
    this.ventas =
        with(
            request("ventas", required("id", ValueType.WHOLE), required("t", ValueType.TEXT)),
            strategy,
            "id");
  }

  @BeforeAll
  static void start() throws Exception {
    small = Files.createDirectory(root.resolve("small"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", small.toString()))
        .as("status of mount: only root may mount a small file system")
        .isZero();
    database = Database.start(root.resolve("server"));
    database.run("CREATE TABLESPACE pequeno LOCATION '%s'".formatted(small));
  }

  @AfterAll
  static void stop() throws Exception {
    if (database != null) {
      database.close();
    }
    run("umount", small.toString());
  }

  @BeforeEach
  void create() {
    database.clean();
    database.run(
        """
        CREATE TABLE ventas (id bigint PRIMARY KEY, t text) TABLESPACE pequeno;
        INSERT INTO ventas VALUES (-1, 'viejo')
        """);
  }

  @Test
  void aFullDiskUnderTheTableIsToldAndTheRetryWorksWhenThereIsRoom() {
    try (Destination destination = database.connect()) {
      theDiskIsFull(destination);

      database.run("ALTER TABLE ventas SET TABLESPACE pg_default");
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aFullDiskUnderTheTemporaryTableIsToldAndTheRetryWorksWhenThereIsRoom() {
    assumeThat(strategy).as("has a temporary table").isIn(Strategy.UPSERT, Strategy.DELETE_INSERT);
    database.run("ALTER TABLE ventas SET TABLESPACE pg_default");
    database.run("ALTER ROLE sage SET temp_tablespaces = 'pequeno'");
    try (Destination destination = database.connect()) {
      theDiskIsFull(destination);

      database.run("ALTER ROLE sage RESET temp_tablespaces");
      theSameExecutionLoads(destination);
    } finally {
      database.run("ALTER ROLE sage RESET temp_tablespaces");
    }
  }

  private void theDiskIsFull(Destination destination) {
    SageException failure =
        catchThrowableOfType(
            SageException.class, () -> load(destination, execution, ventas, rows()));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_FAILED);
    assertThat(failure).hasMessageContaining("53100").hasMessageContaining("Make room");
    assertThat(database.query("SELECT * FROM ventas")).containsExactly("-1|viejo");
    assertThat(
            database.query("SELECT FROM sage_commits WHERE execution = '%s'".formatted(execution)))
        .isEmpty();
  }

  private void theSameExecutionLoads(Destination destination) {
    assertThat(load(destination, execution, ventas, rows()).rows()).isEqualTo(ROWS);
    assertThat(database.query("SELECT count(*) FROM ventas WHERE id >= 0"))
        .containsExactly(String.valueOf(ROWS));
  }

  /// 16 MB that do not compress.
  private static Rows rows() {
    String text =
        new Random(1)
            .ints(1_900, '0', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return Rows.of(
        LongStream.range(0, ROWS).mapToObj(id -> row(id, text)).toArray(Object[][]::new));
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
