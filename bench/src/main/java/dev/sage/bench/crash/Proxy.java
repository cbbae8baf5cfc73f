package dev.sage.bench.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stands between `sage` and PostgreSQL on this machine, counts what is said, and springs a trap.
final class Proxy implements AutoCloseable {
  private final ServerSocket listener;
  private volatile int target;
  private Traffic traffic = Traffic.NONE;
  private @Nullable Trap trap;

  Proxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Where new connections go from now on.
  void to(int port) {
    target = port;
  }

  /// Counts from zero; nothing is sprung.
  synchronized void count() {
    traffic = Traffic.NONE;
    trap = null;
  }

  /// Counts from zero and springs the trap once.
  synchronized void arm(Trap set) {
    traffic = Traffic.NONE;
    trap = set;
  }

  /// Whether a trap is still set.
  synchronized boolean isArmed() {
    return trap != null;
  }

  synchronized Traffic traffic() {
    return traffic;
  }

  /// Counts a message; the trap, if this is the one it waits for.
  synchronized Optional<Trap> heard(int type, int length, boolean commits) {
    traffic =
        switch (type) {
          case 'B', 'Q' -> traffic.statement(commits);
          case 'd' -> traffic.rows(length);
          case 'c' -> traffic.copyDone();
          default -> traffic;
        };
    Trap set = trap;
    if (set == null || !set.point().isReached(traffic)) {
      return Optional.empty();
    }
    trap = null;
    return Optional.of(set);
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> converse(client));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void converse(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      new Conversation(this, client, server).run();
    } catch (IOException e) {
      // One side is gone: so is the other.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
