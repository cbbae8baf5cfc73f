package dev.sage.bench.crash;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One connection through the proxy: the process's messages one by one, the server's bytes as they
/// come.
final class Conversation {
  private static final int SIZE = 1 << 16;
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;
  private static final long SECONDS_TO_ANSWER = 20;

  private final Proxy proxy;
  private final Socket client;
  private final Socket server;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Commits commits = new Commits();
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile Answers answers = Answers.PASS;

  private enum Answers {
    PASS,
    NOTICE,
    SWALLOW
  }

  Conversation(Proxy proxy, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    this.in = new DataInputStream(new BufferedInputStream(client.getInputStream(), SIZE));
    this.out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), SIZE));
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  /// Until one side ends it or the trap is sprung.
  void run() throws IOException {
    Thread.ofVirtual().start(this::passAnswers);
    begin();
    for (int type = in.read(); type >= 0; type = in.read()) {
      byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
      Optional<Trap> trap = proxy.heard(type, message.length, commits.by(type, message));
      if (trap.isPresent()) {
        spring(trap.get(), type, message);
        return;
      }
      send(type, message);
    }
  }

  /// The first messages have no type.
  private void begin() throws IOException {
    boolean asks = true;
    while (asks) {
      byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
      int code = java.nio.ByteBuffer.wrap(message).getInt();
      out.writeInt(message.length + Integer.BYTES);
      out.write(message);
      out.flush();
      asks = code == SSL_REQUEST || code == GSS_REQUEST;
    }
  }

  private void send(int type, byte[] message) throws IOException {
    out.write(type);
    out.writeInt(message.length + Integer.BYTES);
    out.write(message);
    if (in.available() == 0) {
      out.flush();
    }
  }

  private void spring(Trap trap, int type, byte[] message) throws IOException {
    if (trap.moment() != Trap.Moment.BEFORE) {
      forward(trap.moment(), type, message);
    }
    trap.reaction().run();
  }

  /// The message, and what belongs to it: a bound statement runs when it is executed and synced.
  private void forward(Trap.Moment moment, int type, byte[] message) throws IOException {
    answers =
        switch (moment) {
          case ANSWERED -> Answers.SWALLOW;
          case DELIVERED -> Answers.NOTICE;
          case BEFORE, FORWARDED -> Answers.PASS;
        };
    send(type, message);
    for (int next = type; next == 'B' || next == 'D' || next == 'E'; ) {
      next = in.read();
      send(next, in.readNBytes(in.readInt() - Integer.BYTES));
    }
    out.flush();
    if (moment != Trap.Moment.FORWARDED) {
      awaitAnswer();
    }
  }

  private void awaitAnswer() throws IOException {
    try {
      if (!answered.await(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        throw new IOException("The server does not answer.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void passAnswers() {
    try (client;
        server) {
      byte[] bytes = new byte[SIZE];
      InputStream from = server.getInputStream();
      OutputStream to = client.getOutputStream();
      for (int n = from.read(bytes); n >= 0; n = from.read(bytes)) {
        pass(bytes, n, to);
      }
    } catch (IOException e) {
      // One side is gone: so is the other.
    }
  }

  private void pass(byte[] bytes, int length, OutputStream to) throws IOException {
    Answers now = answers;
    if (now != Answers.SWALLOW) {
      to.write(bytes, 0, length);
    }
    if (now != Answers.PASS) {
      answered.countDown();
    }
  }
}
