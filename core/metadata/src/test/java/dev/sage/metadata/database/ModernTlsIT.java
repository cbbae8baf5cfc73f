package dev.sage.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;
import org.postgresql.core.SocketFactoryFactory;
import org.postgresql.util.PSQLException;

final class ModernTlsIT {
  @Test
  void theDriverMakesItAndGetsNothingOlderThan12() throws PSQLException, IOException {
    Properties properties = new Properties();
    PGProperty.SSL_FACTORY.set(properties, ModernTls.class.getName());
    PGProperty.SSL_MODE.set(properties, "require");
    SSLSocketFactory factory = SocketFactoryFactory.getSslSocketFactory(properties);

    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket secured = factory.createSocket(plain, "localhost", server.getLocalPort(), true)) {
      assertThat(factory).isInstanceOf(ModernTls.class);
      assertThat(((SSLSocket) secured).getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
    }
  }
}
