package dev.sage.connector.postgresql;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Diagnosis.Status;
import dev.sage.spi.Message;
import java.util.Locale;
import java.util.Optional;

/// What is looked at when a database is examined, in this order.
enum Check {
  REACH("Conexión", "Reach"),
  TLS("Cifrado", "Encryption"),
  LOGIN("Acceso", "Login"),
  VERSION("Versión", "Version"),
  WRITING("Escritura", "Writing"),
  RIGHTS("Permisos", "Rights"),
  LEDGERS("Cargas hechas", "Past loads"),
  DISK("Disco", "Disk"),
  CLOCK("Reloj", "Clock"),
  DURABILITY("Durabilidad", "Durability"),
  CONNECTIONS("Conexiones libres", "Connections"),
  TIMEOUTS("Límites de tiempo", "Time limits"),
  LEFTOVERS("Restos", "Leftovers");

  private final String es;
  private final String en;

  Check(String es, String en) {
    this.es = es;
    this.en = en;
  }

  Diagnosis ok(Message seen) {
    return diagnosis(Status.OK, seen, Optional.empty());
  }

  Diagnosis warning(Message seen, Message advice) {
    return diagnosis(Status.WARNING, seen, Optional.of(advice));
  }

  Diagnosis failed(Message seen, Message advice) {
    return diagnosis(Status.FAILED, seen, Optional.of(advice));
  }

  Diagnosis notTried() {
    return diagnosis(
        Status.NOT_TRIED,
        new Message("antes hay que resolver lo anterior", "solve what failed above first"),
        Optional.empty());
  }

  private Diagnosis diagnosis(Status status, Message seen, Optional<Message> advice) {
    return new Diagnosis(
        name().toLowerCase(Locale.ROOT), new Message(es, en), status, seen, advice);
  }

  /// Both languages with the same facts in them, each at its `{}`.
  static Message text(String es, String en, Object... facts) {
    return new Message(fill(es, facts), fill(en, facts));
  }

  /// A statement is the same in every language.
  static Message statement(String sql, Object... facts) {
    return text(sql, sql, facts);
  }

  private static String fill(String text, Object... facts) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (Object fact : facts) {
      int hole = text.indexOf("{}", from);
      filled.append(text, from, hole).append(fact);
      from = hole + 2;
    }
    return filled.append(text, from, text.length()).toString();
  }
}
