package dev.sage.bench.server;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A real PostgreSQL with durable commits, reachable from this machine only, which can be killed
/// and started again.
public final class BenchServer implements AutoCloseable {
  private static final String DATABASE = "warehouse";
  private static final long SECONDS_TO_DIE = 60;

  private final Path root;
  private final Thread stopAtExit;
  private volatile Warehouse warehouse;

  private BenchServer(Path root) {
    this.root = root;
    this.warehouse = Warehouse.open(root);
    this.stopAtExit = Thread.ofPlatform().unstarted(() -> warehouse.close());
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /// Starts the server over the data in `root`, which is made when there is none.
  public static BenchServer start(Path root) {
    return new BenchServer(root.toAbsolutePath().normalize());
  }

  /// `postgresql://user:password@host:port/database`.
  public String url() {
    return url(port());
  }

  /// The same through something else that listens on this machine.
  public String url(int port) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(user(), password(), port, DATABASE);
  }

  /// The same server, another database.
  public String url(String database) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(user(), password(), port(), database);
  }

  public int port() {
    return URI.create(warehouse.url()).getPort();
  }

  public String user() {
    return URI.create(warehouse.url()).getUserInfo().split(":", 2)[0];
  }

  public String password() {
    return URI.create(warehouse.url()).getUserInfo().split(":", 2)[1];
  }

  public String database() {
    return DATABASE;
  }

  public Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  public Connection connect(String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    return DriverManager.getConnection(url, user(), password());
  }

  /// Runs statements, each by itself.
  public void run(String... statements) {
    in(DATABASE, statements);
  }

  /// The same in another database.
  public void in(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The benchmark's database refuses: " + e.getMessage(), e);
    }
  }

  /// The rows of a query, columns joined by `|`.
  public List<String> query(String sql) {
    return queryIn(DATABASE, sql);
  }

  /// The same in another database.
  public List<String> queryIn(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("The benchmark's database refuses: " + e.getMessage(), e);
    }
  }

  private static String row(ResultSet result) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
      cells.add(String.valueOf(result.getString(column)));
    }
    return String.join("|", cells);
  }

  /// Kills the server as a power cut would: no process of it has the time to say goodbye.
  public void kill() throws IOException, InterruptedException {
    Path data = root.resolve("warehouse").resolve("data").toRealPath();
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    awaitNobodyOver(data);
  }

  /// [#kill], and started again at the same port: it has to recover.
  public void crashInPlace() throws IOException, InterruptedException {
    Path data = root.resolve("warehouse").resolve("data").toRealPath();
    int port = port();
    kill();
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("unshare", "--user")); // PostgreSQL does not run as root
    }
    words.add(control(data).toString());
    words.addAll(List.of("start", "-D", data.toString(), "-w", "-t", "300"));
    words.addAll(List.of("-l", data.resolveSibling("server.log").toString()));
    words.addAll(List.of("-o", "-p " + port));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_DIE);
    while (!isStarted(words)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "PostgreSQL does not start again: " + Files.readString(root.resolve("control.log")));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private static Path control(Path data) throws IOException {
    String program = Files.readString(data.resolve("postmaster.opts")).split(" ", 2)[0];
    return Path.of(program.replace("\"", "")).resolveSibling("pg_ctl");
  }

  /// Not while a process of the old number is still there, dead as it may be.
  private boolean isStarted(List<String> words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    return builder.redirectOutput(root.resolve("control.log").toFile()).start().waitFor() == 0;
  }

  /// Starts the server again, at another port.
  public void restart() {
    warehouse.close();
    warehouse = Warehouse.open(root);
  }

  /// Those that served connections notice by themselves that their parent is gone, and go too.
  private static void awaitNobodyOver(Path data) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_DIE);
    while (ProcessHandle.allProcesses().anyMatch(process -> isOver(process, data))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Processes of a killed PostgreSQL do not end: " + data);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static boolean isOver(ProcessHandle process, Path data) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).equals(data);
    } catch (IOException e) {
      return false; // It has ended, or is somebody else's.
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopAtExit);
    warehouse.close();
  }

  /// Deletes what a server or a run left in a folder.
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
