package dev.sage.metadata.database;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/// TLS as `sslmode` says, never older than 1.2, whatever the JDK would allow. Public, for the
/// driver makes it.
public final class ModernTls extends LibPQFactory {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  public ModernTls(Properties properties) throws PSQLException {
    super(properties);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    Socket secured = super.createSocket(socket, host, port, autoClose);
    if (secured instanceof SSLSocket tls) {
      tls.setEnabledProtocols(PROTOCOLS);
    }
    return secured;
  }
}
