package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL that is nobody's warehouse: a test stops it, and starts it at the same address.
final class Postgres implements AutoCloseable {
  private final Path data;
  private final String url;

  private Postgres(Path data, String url) {
    this.data = data;
    this.url = url;
  }

  /// Made of the binaries that SAGE brings along.
  static Postgres start(Path root) {
    String url;
    try (Warehouse made = Warehouse.open(root)) {
      url = made.url();
    }
    Postgres server = new Postgres(root.resolve("warehouse/data"), url);
    server.start();
    return server;
  }

  /// The address of a new database.
  String database(String name) {
    query("CREATE DATABASE " + name, url);
    return url.replaceFirst("/[^/]*$", "/" + name);
  }

  void start() {
    control("start", "-w", "-l", data.resolveSibling("own.log").toString(), "-o", "-p " + port());
  }

  void stop() {
    control("stop", "-w", "-m", "fast");
  }

  private int port() {
    return URI.create(url).getPort();
  }

  private void control(String action, String... more) {
    try {
      List<String> words = new ArrayList<>();
      if (System.getProperty("user.name").equals("root")) {
        words.addAll(List.of("unshare", "--user")); // PostgreSQL does not run as root
      }
      String program = Files.readString(data.resolve("postmaster.opts")).split(" ", 2)[0];
      words.add(Path.of(program.replace("\"", "")).resolveSibling("pg_ctl").toString());
      words.addAll(List.of(action, "-D", data.toString()));
      words.addAll(List.of(more));
      Path log = data.resolveSibling("control.log");
      Process process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The rows of a statement, columns joined by `|`; none where it has no result.
  static List<String> query(String sql, String url) {
    URI uri = URI.create(url);
    String[] login = uri.getUserInfo().split(":", 2);
    String jdbc =
        "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath());
    try (Connection connection = DriverManager.getConnection(jdbc, login[0], login[1]);
        Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? rows(statement.getResultSet()) : List.of();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> cells = new ArrayList<>();
      for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
        cells.add(String.valueOf(result.getString(column)));
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }

  @Override
  public void close() {
    control("stop", "-w", "-m", "immediate");
  }
}
