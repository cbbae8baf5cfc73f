package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Passes bytes on to a server, and cuts connections at a `COMMIT`.
final class CuttingProxy implements AutoCloseable {
  /// When to cut.
  enum Cut {
    /// The server never hears of the commit.
    BEFORE_COMMIT,
    /// The server has committed; its answer is not passed on.
    AFTER_COMMIT,
    /// As before, and nobody can connect any more.
    AFTER_COMMIT_FOR_GOOD
  }

  private final ServerSocket listener;
  private final int target;
  private final Cut cut;
  private final AtomicInteger cuts;
  private final AtomicInteger spared;
  private final Semaphore swallowed = new Semaphore(0);
  private volatile boolean silent;

  /// Closing the listener does not at once keep out a connection that is being made.
  private volatile boolean gone;

  /// @param times how often to cut
  CuttingProxy(int target, Cut cut, int times) throws IOException {
    this(target, cut, times, 0);
  }

  /// @param spared how many commits are let through before the first that is cut
  CuttingProxy(int target, Cut cut, int times, int spared) throws IOException {
    this.spared = new AtomicInteger(spared);
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.cut = cut;
    this.cuts = new AtomicInteger(times);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  int cutsLeft() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        if (gone) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> passOn(client, server));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void passOn(Socket client, Socket server) {
    Thread.ofVirtual().start(() -> copy(server, client));
    try (client;
        server) {
      byte[] bytes = new byte[1 << 16];
      InputStream from = client.getInputStream();
      OutputStream to = server.getOutputStream();
      for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
        boolean commits = new String(bytes, 0, n, ISO_8859_1).contains("COMMIT\0");
        if (commits && spared.getAndDecrement() <= 0 && cuts.get() > 0) {
          cuts.decrementAndGet();
          cut(bytes, n, to, client, server);
          return;
        }
        to.write(bytes, 0, n);
      }
    } catch (IOException _) {
      // One side is gone: so is the other.
    }
  }

  private void cut(byte[] bytes, int length, OutputStream to, Socket client, Socket server)
      throws IOException {
    if (cut != Cut.BEFORE_COMMIT) {
      silent = true;
      to.write(bytes, 0, length);
      swallowed.acquireUninterruptibly();
      silent = false;
    }
    if (cut == Cut.AFTER_COMMIT_FOR_GOOD) {
      gone = true;
      listener.close();
    }
    client.close();
    server.close();
  }

  private void copy(Socket server, Socket client) {
    try {
      byte[] bytes = new byte[1 << 16];
      InputStream from = server.getInputStream();
      OutputStream to = client.getOutputStream();
      for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
        if (silent) {
          swallowed.release();
        } else {
          to.write(bytes, 0, n);
        }
      }
      client.close();
    } catch (IOException _) {
      // One side is gone: so is the other.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
