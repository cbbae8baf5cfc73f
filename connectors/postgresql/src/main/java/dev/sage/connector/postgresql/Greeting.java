package dev.sage.connector.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server answers before anybody logs in: whether it is a PostgreSQL, and whether it offers
/// TLS.
///
/// @param took from the first packet to its answer
record Greeting(InetAddress address, boolean offersTls, Duration took) {
  /// The protocol's SSLRequest: its length and a number that is no version.
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};

  /// Tries every address that the name has.
  ///
  /// @throws UnknownHostException for a name without one
  /// @throws NotPostgresql when something else answers
  static Greeting from(String host, int port, Duration patience) throws IOException {
    IOException last = new UnknownHostException(host);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      try {
        return from(new InetSocketAddress(address, port), (int) patience.toMillis());
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static Greeting from(InetSocketAddress address, int patience) throws IOException {
    long start = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(address, patience);
      return new Greeting(
          address.getAddress(), ask(socket, patience), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static boolean ask(Socket socket, int patience) throws IOException {
    int answer;
    try {
      socket.setSoTimeout(patience);
      socket.getOutputStream().write(SSL_REQUEST);
      answer = socket.getInputStream().read();
    } catch (IOException e) {
      throw new NotPostgresql(e);
    }
    return switch (answer) {
      case 'S' -> true;
      case 'N' -> false;
      default -> throw new NotPostgresql(null);
    };
  }

  /// Something accepts connections there and does not speak PostgreSQL's protocol.
  static final class NotPostgresql extends IOException {
    private static final long serialVersionUID = 1L;

    NotPostgresql(@Nullable IOException cause) {
      super("not PostgreSQL", cause);
    }
  }
}
