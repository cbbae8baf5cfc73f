package dev.sage.connector.email;

import dev.sage.spi.Language;
import java.util.List;

/// A server that takes e-mail, and what to tell it.
///
/// @param user empty: nobody logs in
/// @param to who gets all messages; perhaps nobody
public record EmailSettings(
    String host,
    int port,
    Encryption encryption,
    String user,
    String password,
    String from,
    List<String> to,
    Language language) {
  public EmailSettings {
    to = List.copyOf(to);
    if (from.isBlank()) {
      throw new IllegalArgumentException("E-mail needs a sender.");
    }
  }

  /// How the connection is encrypted.
  public enum Encryption {
    /// From its first byte.
    TLS,
    /// After a greeting in clear; without it nothing is sent.
    STARTTLS,
    /// Never: for a server on this machine.
    NONE
  }

  /// Without the password.
  @Override
  public String toString() {
    return "EmailSettings[" + host + ":" + port + "]";
  }
}
