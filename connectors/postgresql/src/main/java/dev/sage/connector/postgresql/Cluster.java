package dev.sage.connector.postgresql;

import dev.sage.spi.SageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The data of a warehouse and the server over it. Used while its lock is held.
final class Cluster {
  private static final String HOST = "127.0.0.1";
  private static final String USER = "sage";
  private static final String DATABASE = "warehouse";

  /// Another process may take the free port before the server does.
  private static final int STARTS = 3;

  /// Recovery after a crash takes its time.
  private static final String SECONDS = "300";

  private static final String SETTINGS =
      """

      # What SAGE needs
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      password_encryption = scram-sha-256
      timezone = 'UTC'
      log_timezone = 'UTC'
      max_wal_size = 2GB
      # Logs hold no data
      log_error_verbosity = terse
      log_min_error_statement = panic
      """;

  private final Path data;
  private final Path passwordFile;
  private final Path log;
  private final Programs programs;

  Cluster(Path directory, Path binaries) {
    this.data = directory.resolve("data");
    this.passwordFile = directory.resolve("password");
    this.log = directory.resolve("server.log");
    this.programs = new Programs(binaries, directory.resolve("programs.log"), log);
  }

  /// The URL of the database, with the password.
  String startOrAttach() throws IOException {
    createIfAbsent();
    Optional<Postmaster> running = running();
    int port = running.isPresent() ? awaitReady(running.get()) : start();
    return text(port, DATABASE);
  }

  /// The URL of another database of the running server, which is created if it is absent.
  String urlOf(String database) throws IOException {
    int port = awaitReady(running().orElseThrow(() -> programs.failed("It does not run.")));
    createDatabaseIfAbsent(port, database);
    return text(port, database);
  }

  private String text(int port, String database) throws IOException {
    return "postgresql://%s:%s@%s:%d/%s".formatted(USER, password(), HOST, port, database);
  }

  void stop() throws IOException {
    if (running().isPresent()) {
      programs.run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", SECONDS);
    }
  }

  private void createIfAbsent() throws IOException {
    if (Files.isDirectory(data)) {
      return;
    }
    Path fresh = data.resolveSibling("data.new");
    Binaries.delete(fresh);
    writePassword();
    programs.run(
        "initdb",
        "--pgdata=" + fresh,
        "--username=" + USER,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions");
    Files.writeString(fresh.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(passwordFile, Warehouse.ownerOnly("rw-------"));
    Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /// The server that runs over this data: one of another process, or one that a killed process
  /// left.
  private Optional<Postmaster> running() throws IOException {
    Optional<Postmaster> postmaster = Postmaster.read(data);
    if (postmaster.isPresent() && !postmaster.get().isAlive()) {
      postmaster.get().forgetIfItsNumberWasReused();
      return Optional.empty();
    }
    return postmaster;
  }

  private int start() throws IOException {
    for (int tries = 1; ; tries++) {
      int port = freePort();
      try {
        programs.run(
            "pg_ctl",
            "start",
            "-D",
            data.toString(),
            "-l",
            log.toString(),
            "-w",
            "-t",
            SECONDS,
            "-o",
            "-p " + port);
        createDatabaseIfAbsent(port, DATABASE);
        return port;
      } catch (SageException e) {
        if (tries == STARTS || Postmaster.read(data).isPresent()) {
          throw e;
        }
      }
    }
  }

  /// It may be starting, or recovering after a crash.
  private int awaitReady(Postmaster postmaster) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(SECONDS)).toNanos();
    Postmaster now = postmaster;
    while (!now.isReady()) {
      if (System.nanoTime() > end || !now.isAlive()) {
        throw programs.failed("The PostgreSQL of the warehouse does not become ready.");
      }
      pause();
      now = Postmaster.read(data).orElse(now);
    }
    createDatabaseIfAbsent(now.port(), DATABASE);
    return now.port();
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Warehouse.failed("Waiting for the PostgreSQL of the warehouse was interrupted.", e);
    }
  }

  /// Asked at every opening: the process that created the cluster may have died before it got here.
  private void createDatabaseIfAbsent(int port, String database) throws IOException {
    try (Connections connections = new Connections(url(port));
        Statement statement = connections.get().createStatement()) {
      if (!exists(statement, database)) {
        statement.execute("CREATE DATABASE " + database);
      }
    } catch (SQLException e) {
      if (isThere(e)) {
        return;
      }
      throw programs.failed(
          "The PostgreSQL of the warehouse runs, but refuses (SQLSTATE %s)."
              .formatted(Failure.state(e)));
    }
  }

  /// Another process was faster.
  private static boolean isThere(SQLException e) {
    return List.of("42P04", "23505").contains(Failure.state(e));
  }

  private static boolean exists(Statement statement, String database) throws SQLException {
    String sql = "SELECT FROM pg_catalog.pg_database WHERE datname = '" + database + "'";
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next();
    }
  }

  private ConnectionUrl url(int port) throws IOException {
    return new ConnectionUrl(USER, password(), HOST, port, "postgres", Map.of());
  }

  private String password() throws IOException {
    return Files.readString(passwordFile).strip();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
