package dev.sage.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The network before a PostgreSQL, which can fall silent: what is sent then waits, and connections
/// that are made then are accepted and never answered.
public final class Wire implements AutoCloseable {
  private final ServerSocket door;
  private final int port;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private boolean held;
  private int unanswered;

  private Wire(ServerSocket door, int port) {
    this.door = door;
    this.port = port;
  }

  public static Wire to(String url) throws IOException {
    ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Wire wire = new Wire(door, URI.create(url).getPort());
    Thread.ofVirtual().start(wire::accept);
    return wire;
  }

  /// The same database, through this.
  public String url(String url) {
    return url.replace(":" + port + "/", ":" + door.getLocalPort() + "/");
  }

  public synchronized void hold() {
    held = true;
  }

  public synchronized void letGo() {
    held = false;
    notifyAll();
  }

  public synchronized int unanswered() {
    return unanswered;
  }

  /// Breaks every connection.
  public void cut() {
    ends.forEach(Wire::close);
    ends.clear();
  }

  private void accept() {
    try {
      while (!door.isClosed()) {
        Socket near = door.accept();
        ends.add(near);
        Thread.ofVirtual().start(() -> join(near));
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void join(Socket near) {
    if (isSilent()) {
      return;
    }
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
      ends.add(far);
      Thread.ofVirtual().start(() -> carry(far, near));
      carry(near, far);
    } catch (IOException e) {
      close(near);
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pass();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      close(to);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized boolean isSilent() {
    unanswered += held ? 1 : 0;
    return held;
  }

  private synchronized void pass() throws InterruptedException {
    while (held) {
      wait();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    letGo();
    door.close();
    cut();
  }
}
