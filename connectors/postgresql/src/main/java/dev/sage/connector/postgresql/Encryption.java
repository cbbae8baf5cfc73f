package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Check.text;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;

/// Whether others on the network can read along.
final class Encryption {
  private static final Set<String> REQUIRED = Set.of("require", "verify-ca", "verify-full");
  private static final Set<String> VERIFIED = Set.of("verify-ca", "verify-full");

  private Encryption() {}

  static boolean isRequiredBy(ConnectionUrl url) {
    return REQUIRED.contains(mode(url));
  }

  /// A certificate that is not accepted, or a file of certificates that cannot be read.
  static boolean isToBlame(SQLException e, ConnectionUrl url) {
    return e.getCause() instanceof SSLException
        || (VERIFIED.contains(mode(url)) && Failure.of(e) == Failure.LOST);
  }

  static String mode(ConnectionUrl url) {
    return url.parameters().getOrDefault("sslmode", "prefer");
  }

  /// What an open connection uses.
  static Diagnosis used(ConnectionUrl url, Greeting greeting, TextQuery query) throws SQLException {
    List<String> ssl =
        query.row(
            """
            SELECT coalesce(bool_or(ssl), false), max(version), max(cipher)
            FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()
            """);
    if (!TextQuery.isTrue(ssl.getFirst())) {
      return plain(greeting);
    }
    Message seen = text("{}, {}", "{}, {}", ssl.get(1), ssl.get(2));
    return VERIFIED.contains(mode(url)) || isHere(greeting)
        ? Check.TLS.ok(seen)
        : Check.TLS.warning(
            text(
                "{}, pero no se comprueba quién es el servidor (sslmode={})",
                "{}, but it is not checked who the server is (sslmode={})",
                ssl.get(1),
                mode(url)),
            text(
                "Añada a la URL: sslmode=verify-full&sslrootcert=<certificado de su autoridad>",
                "Add to the URL: sslmode=verify-full&sslrootcert=<its authority's certificate>"));
  }

  /// What a server offers that did not let one in.
  static Diagnosis offered(ConnectionUrl url, Greeting greeting) {
    return greeting.offersTls() && !mode(url).equals("disable")
        ? Check.TLS.ok(text("el servidor lo ofrece", "the server offers it"))
        : plain(greeting);
  }

  static Diagnosis refused(ConnectionUrl url) {
    return Check.TLS.failed(
        text(
            "el certificado del servidor no se acepta (sslmode={})",
            "the server's certificate is not accepted (sslmode={})",
            mode(url)),
        text(
            "Revise sslrootcert, y que el certificado sea del nombre {}.",
            "Check sslrootcert, and that the certificate is for the name {}.",
            url.host()));
  }

  private static Diagnosis plain(Greeting greeting) {
    if (isHere(greeting)) {
      return Check.TLS.ok(
          text("sin cifrar: no sale de esta máquina", "not encrypted: it stays on this machine"));
    }
    Message seen = text("sin cifrar", "not encrypted");
    return greeting.offersTls()
        ? Check.TLS.warning(
            seen, text("Ponga en la URL sslmode=require.", "Put sslmode=require in the URL."))
        : Check.TLS.warning(
            seen,
            text(
                "Active en el servidor ssl = on, y ponga en la URL sslmode=require.",
                "Set ssl = on at the server, and put sslmode=require in the URL."));
  }

  private static boolean isHere(Greeting greeting) {
    return greeting.address().isLoopbackAddress();
  }
}
