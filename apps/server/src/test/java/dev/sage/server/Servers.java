package dev.sage.server;

import dev.sage.server.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Servers for tests, with PostgreSQL's binaries unpacked once for all.
final class Servers {
  private Servers() {}

  /// On a free port, looking at folders often.
  static RunningServer start(Path home, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SAGE_HOME", home.toString());
    environment.put("SAGE_HTTP_PORT", "0");
    environment.put("SAGE_LANGUAGE", "en");
    environment.put("SAGE_DAEMON_SCAN_INTERVAL", "200ms");
    environment.put("SAGE_EXECUTIONS_MEMORY", "256MB");
    environment.put("SAGE_EXECUTIONS_THREADS", "1");
    environment.put("SAGE_LOGS_CONSOLE", System.getProperty("sage.test.console", "false"));
    environment.putAll(more);
    return RunningServer.start(new SettingsReader(environment).read("", "test"));
  }

  /// Who administers it; returns when it is ready.
  static Client admin(RunningServer server, Path home) {
    Client stranger = new Client(server.url(), Optional.empty());
    await(() -> stranger.get("/api/health").status() == 200);
    try {
      return stranger.with(Files.readString(home.resolve("admin.token")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Condition {
    boolean holds();
  }

  /// Looks until it holds; fails after two minutes.
  static void await(Condition condition) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come to that.");
      }
      try {
        boolean ended = never.await(50, TimeUnit.MILLISECONDS);
        if (ended) {
          return;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
