package dev.sage.connector.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The server of a test: the warehouse, or a PostgreSQL of another version whose directory the
/// system property `sage.test.postgresql` names.
final class Server implements AutoCloseable {
  private static final @Nullable String OTHER = System.getProperty("sage.test.postgresql");

  private final Path data;
  private final Path log;
  private final Programs programs;
  private final String url;
  private final AutoCloseable end;

  private Server(
      Path directory, Path binaries, @Nullable String url, @Nullable AutoCloseable warehouse)
      throws IOException {
    this.data = Files.createDirectories(directory).resolve("data");
    this.log = directory.resolve("server.log");
    this.programs = new Programs(binaries, directory.resolve("programs.log"), log);
    this.url = url == null ? create() : url;
    this.end = warehouse == null ? this::crash : warehouse;
  }

  static Server start(Path root) {
    try {
      if (OTHER != null) {
        return new Server(root, Path.of(OTHER), null, null);
      }
      Warehouse warehouse = Warehouse.open(root, Database.BINARIES);
      Path binaries = Database.BINARIES.resolve("postgresql-" + Binaries.version());
      return new Server(root.resolve("warehouse"), binaries, warehouse.url(), warehouse);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return url;
  }

  /// As if the machine had lost its power.
  void crash() {
    programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "immediate", "-w");
  }

  /// Starts it at its old port.
  void start() {
    start(ConnectionUrl.parse(url, Database.NOTHING).port());
  }

  private void start(int port) {
    programs.run(
        "pg_ctl", "start", "-D", data.toString(), "-l", log.toString(), "-w", "-o", "-p " + port);
  }

  private String create() throws IOException {
    Path password = Files.writeString(data.resolveSibling("password"), "secreto");
    programs.run(
        "initdb",
        "--pgdata=" + data,
        "--username=sage",
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C");
    String settings = "\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n";
    Files.writeString(data.resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
    int port = freePort();
    start(port);
    return "postgresql://sage:secreto@127.0.0.1:%d/postgres".formatted(port);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    try {
      end.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
