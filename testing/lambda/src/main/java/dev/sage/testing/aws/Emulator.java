package dev.sage.testing.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A server that speaks like one of Amazon's. It takes any access key.
///
/// ```
/// @AutoClose static final Emulator S3 = Emulator.s3();
/// ```
public final class Emulator implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final int port;
  private final Process process;
  private final Path log;
  private final Thread end;

  private Emulator(int port, String heap, List<String> arguments) throws IOException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(List.of(heap, "-XX:TieredStopAtLevel=1"));
    java.addAll(arguments);
    this.port = port;
    this.log = Files.createTempFile("emulator", ".log");
    this.process =
        new ProcessBuilder(java).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    this.end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
  }

  /// S3Mock. Checks no signature; looks and writes in two steps where S3 does so in one.
  public static Emulator s3() {
    int port = freePort();
    return started(
        port,
        List.of(
            "-jar",
            emulators().resolve("s3mock.jar").toString(),
            "--com.adobe.testing.s3mock.httpPort=" + port,
            "--server.port=" + freePort(),
            "--com.adobe.testing.s3mock.max-payload-size=64MB"));
  }

  /// S3Proxy over memory: for many files, of which S3Mock reads the names anew at every request.
  /// Looks and writes in one step; checks no signature.
  public static Emulator s3OfManyFiles() {
    int port = freePort();
    try {
      Path settings =
          Files.writeString(
              Files.createTempFile("s3proxy", ".conf"),
              """
              s3proxy.endpoint=http://127.0.0.1:%d
              s3proxy.authorization=none
              jclouds.provider=transient-nio2
              jclouds.identity=x
              jclouds.credential=x
              """
                  .formatted(port));
      settings.toFile().deleteOnExit();
      return started(
          port,
          "-Xmx3g",
          List.of(
              "-jar",
              emulators().resolve("s3proxy.jar").toString(),
              "--properties",
              settings.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// DynamoDB Local, in memory.
  public static Emulator dynamoDb() {
    int port = freePort();
    return started(
        port,
        List.of(
            "-cp",
            read(emulators().resolve("dynamodb-local.classpath")).strip(),
            "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
            "-inMemory",
            "-disableTelemetry",
            "-port",
            Integer.toString(port)));
  }

  private static Emulator started(int port, List<String> arguments) {
    return started(port, "-Xmx384m", arguments);
  }

  private static Emulator started(int port, String heap, List<String> arguments) {
    try {
      Emulator emulator = new Emulator(port, heap, arguments);
      emulator.awaitListening();
      return emulator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the build has put them, seen from any module.
  private static Path emulators() {
    Path folder = Path.of(System.getProperty("sage.root", "")).toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("testing/emulators/target"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("Build testing/emulators first.");
    }
    return folder.resolve("testing/emulators/target");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `http://127.0.0.1:1234`
  public URI endpoint() {
    return at(port);
  }

  /// Makes a bucket.
  public Emulator withBucket(String bucket) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint().resolve("/" + bucket))
              .PUT(BodyPublishers.noBody())
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("No bucket: " + status);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Where nobody listens.
  public static URI nowhere() {
    return at(freePort());
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void awaitListening() {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String said = read(log);
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

  private static int freePort() {
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
        throw new IllegalStateException("The emulator does not end.");
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
