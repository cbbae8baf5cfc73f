package dev.sage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A Java program that listens at a port, as a process of its own.
public final class JavaServer implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final int port;
  private final Process process;
  private final Path log;
  private final Thread end;

  private JavaServer(int port, List<String> words) throws IOException {
    this.port = port;
    this.log = Files.createTempFile("server", ".log");
    this.process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    this.end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
  }

  /// What follows `java` to have it listen at a port.
  @FunctionalInterface
  public interface Arguments {
    List<String> at(int port) throws IOException;
  }

  /// Returns when it listens.
  public static JavaServer start(Arguments arguments) {
    try {
      int port = freePort();
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1"));
      words.addAll(arguments.at(port));
      JavaServer server = new JavaServer(port, words);
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the build has put the programs, seen from any module.
  public static Path programs() {
    return Path.of(System.getProperty("sage.root", "../..")).resolve("testing/emulators/target");
  }

  public int port() {
    return port;
  }

  private void awaitListening() throws IOException {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String said = Files.readString(log);
        close();
        throw new IllegalStateException("no start:\n" + said);
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

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The server does not end.");
      }
      Runtime.getRuntime().removeShutdownHook(end);
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
