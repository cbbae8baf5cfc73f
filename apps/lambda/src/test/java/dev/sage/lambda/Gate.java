package dev.sage.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stands before a server. It holds up the first request that a test waits for, until the test has
/// seen what it wants to see.
final class Gate implements AutoCloseable {
  private final URI server;
  private final ServerSocket socket;
  private volatile @Nullable Hold hold;

  private Gate(URI server, ServerSocket socket) {
    this.server = server;
    this.socket = socket;
  }

  static Gate before(URI server) {
    try {
      Gate gate = new Gate(server, new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(gate::accept);
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A request that is held up.
  static final class Hold {
    private final String words;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    private Hold(String words) {
      this.words = words;
    }

    void awaitArrival() {
      await(arrived);
    }

    void open() {
      opened.countDown();
    }

    private void pass() {
      arrived.countDown();
      await(opened);
    }

    private static void await(CountDownLatch latch) {
      try {
        if (!latch.await(Duration.ofMinutes(2).toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("Nothing came.");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /// Holds up the next request that has these words.
  Hold holdAt(String words) {
    Hold next = new Hold(words);
    hold = next;
    return next;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket target = new Socket(server.getHost(), server.getPort());
        Thread.ofVirtual().start(() -> copy(client, target, true));
        Thread.ofVirtual().start(() -> copy(target, client, false));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void copy(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (requests) {
          look(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // The other end has gone, as it does when it is killed.
    }
  }

  private void look(String bytes) {
    Hold waiting = hold;
    if (waiting != null && bytes.contains(waiting.words)) {
      hold = null;
      waiting.pass();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
