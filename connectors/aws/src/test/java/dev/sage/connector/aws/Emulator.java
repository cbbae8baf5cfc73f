package dev.sage.connector.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server that speaks like one of Amazon's, as a process of its own for one test class.
final class Emulator implements BeforeAllCallback, AfterAllCallback {
  private static final Path EMULATORS = Path.of("..", "..", "testing", "emulators", "target");
  private static final Duration LONGEST_START = Duration.ofSeconds(90);

  private final Command command;
  private final int port = freePort();
  private @Nullable Process process;
  private @Nullable Path log;
  private @Nullable Thread end;

  /// What is started to listen at a port.
  private interface Command {
    List<String> at(int port) throws IOException;
  }

  private Emulator(Command command) {
    this.command = command;
  }

  static Emulator s3() {
    return new Emulator(port ->
        List.of(
            "-jar",
            EMULATORS.resolve("s3mock.jar").toString(),
            "--com.adobe.testing.s3mock.httpPort=" + port,
            "--server.port=" + freePort(),
            "--com.adobe.testing.s3mock.max-payload-size=64MB"));
  }

  static Emulator dynamoDb() {
    return new Emulator(port ->
        List.of(
            "-cp",
            Files.readString(EMULATORS.resolve("dynamodb-local.classpath")).strip(),
            "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
            "-inMemory",
            "-disableTelemetry",
            "-port",
            Integer.toString(port)));
  }

  AwsAccess access() {
    return new AwsAccess(
        "us-east-1",
        Optional.of(URI.create("http://127.0.0.1:" + port)),
        Optional.of(new AwsAccess.Keys("llave", "secreto")));
  }

  static AwsAccess nowhere() {
    return new AwsAccess(
        "us-east-1",
        Optional.of(URI.create("http://127.0.0.1:" + freePort())),
        Optional.of(new AwsAccess.Keys("llave", "secreto")));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1"));
    java.addAll(command.at(port));
    log = Files.createTempFile("emulator", ".log");
    Process started =
        new ProcessBuilder(java).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process = started;
    end = new Thread(started::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    awaitListening(started);
  }

  private void awaitListening(Process started) throws IOException {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (!isListening()) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        stop();
        throw new IllegalStateException(
            "no start:\n" + Files.readString(Objects.requireNonNull(log)));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    stop();
    Runtime.getRuntime().removeShutdownHook(Objects.requireNonNull(end));
    Files.deleteIfExists(Objects.requireNonNull(log));
  }

  private void stop() {
    Process started = Objects.requireNonNull(process);
    started.destroyForcibly();
    try {
      if (!started.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The emulator does not end.");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
