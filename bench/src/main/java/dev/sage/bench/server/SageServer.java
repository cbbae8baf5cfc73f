package dev.sage.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server of SAGE as a process of its own, always at the same port, which can be killed, made to
/// stand still, and started again.
public final class SageServer implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 60;
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Distribution distribution;
  private final Path home;
  private final Map<String, String> environment;
  private final int port;
  private final Thread killAtExit = Thread.ofPlatform().unstarted(this::kill);
  private volatile @Nullable Process process;

  /// @param settings variables of the environment, besides home and port
  public SageServer(Distribution distribution, Path home, Map<String, String> settings)
      throws IOException {
    this.distribution = distribution;
    this.home = Files.createDirectories(home);
    this.port = freePort();
    this.environment = new HashMap<>(settings);
    environment.put("SAGE_HOME", home.toString());
    environment.put("SAGE_HTTP_PORT", Integer.toString(port));
    Runtime.getRuntime().addShutdownHook(killAtExit);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public void start() throws IOException {
    List<String> words = new ArrayList<>(distribution.words());
    words.addAll(List.of("--config", home.resolve("sage.yaml").toString()));
    ProcessBuilder builder = new ProcessBuilder(words).directory(home.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("process.log").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("SAGE_"));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /// Returns when its health is good.
  ///
  /// @throws IllegalStateException when it ends before, or it takes too long
  public void awaitWell() throws InterruptedException {
    Api stranger = new Api(List.of(url()), "", PATIENCE);
    long end = System.nanoTime() + START.toNanos();
    while (!stranger.get("/api/health").isGood()) {
      if (System.nanoTime() > end || !isAlive()) {
        throw new IllegalStateException("The server does not become well; see " + home);
      }
      Pause.of(LOOK);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Of whoever administers it; empty before it has started for the first time.
  public Optional<String> token() throws IOException {
    Path file = home.resolve("admin.token");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  public boolean isAlive() {
    Process now = process;
    return now != null && now.isAlive();
  }

  /// SIGKILL: nothing of it runs afterwards.
  public void kill() {
    Process now = process;
    if (now != null) {
      now.destroyForcibly();
      now.onExit().join();
    }
  }

  /// It stands still: everything that others expect of it does not come.
  public void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /// It goes on as if nothing had happened.
  public void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process now = process;
    if (now != null && now.isAlive()) {
      new ProcessBuilder("kill", name, Long.toString(now.pid())).start().waitFor();
    }
  }

  /// Processor time that it has used, in seconds; 0 when it cannot be known.
  public double processorSeconds() {
    Process now = process;
    return now == null
        ? 0
        : now.info().totalCpuDuration().map(time -> time.toMillis() / 1000.0).orElse(0.0);
  }

  /// The most memory that it has had, in MiB (Linux); 0 when it cannot be known.
  public double peakMib() {
    Process now = process;
    try {
      return now == null
          ? 0
          : Files.readAllLines(Path.of("/proc/" + now.pid() + "/status")).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
              .findFirst()
              .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /// Asks it to stop; one that does not is killed.
  public void stop() throws InterruptedException {
    Process now = process;
    if (now != null) {
      now.destroy();
      if (!now.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException("A server does not stop; see " + home);
      }
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(killAtExit);
    kill();
  }
}
