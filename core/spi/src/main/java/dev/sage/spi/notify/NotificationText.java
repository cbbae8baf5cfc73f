package dev.sage.spi.notify;

import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.util.Map;

/// A notification in words, for people: what happened, to what, and what to do.
///
/// @param subject one line
public record NotificationText(String subject, String body) {
  public static NotificationText of(Notification notification, Language language) {
    Map<String, String> facts = notification.facts();
    String where = where(facts);
    return switch (notification.kind()) {
      case EXECUTION_FAILED ->
          text(
              new Message("SAGE: falló " + where, "SAGE: " + where + " failed"),
              new Message(
                  "No se pudo procesar. Cuando esté arreglado, reinténtelo: sage executions retry "
                      + facts.getOrDefault("execution", ""),
                  "It could not be processed. When that is mended, retry it: sage executions retry "
                      + facts.getOrDefault("execution", "")),
              facts,
              language);
      case DELIVERY_REFUSED ->
          text(
              new Message("SAGE: rechazada " + where, "SAGE: " + where + " was refused"),
              new Message(
                  "La entrega tiene errores y no se cargó nada de ella. El informe dice cuáles.",
                  "The delivery has errors and nothing of it was landed. The report says which."),
              facts,
              language);
      case DELIVERY_LATE ->
          text(
              new Message("SAGE: falta " + where, "SAGE: " + where + " is late"),
              new Message(
                  "La entrega no ha llegado a su hora.", "The delivery has not come in time."),
              facts,
              language);
    };
  }

  private static String where(Map<String, String> facts) {
    String inbox = facts.getOrDefault("inbox", "");
    String what = facts.getOrDefault("file", facts.getOrDefault("sender", ""));
    return line(inbox.isEmpty() || what.isEmpty() ? inbox + what : inbox + ": " + what);
  }

  private static NotificationText text(
      Message subject, Message first, Map<String, String> facts, Language language) {
    StringBuilder body = new StringBuilder(first.in(language)).append("\n\n");
    facts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(fact ->
            body.append(fact.getKey()).append(": ").append(line(fact.getValue())).append('\n'));
    return new NotificationText(subject.in(language), body.toString());
  }

  /// Names of files are their senders' choice: none makes a line of its own.
  private static String line(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= 500 ? plain : plain.substring(0, 500) + "…";
  }
}
