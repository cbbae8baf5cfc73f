package dev.sage.cli;

import dev.sage.cli.Invocation.Output;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Prints what a server answers: as it came, or for people.
record RemotePrint(Streams streams, Output output, Language language) {
  private static final int WIDEST = 60;

  /// The chosen fields of each of several.
  void list(Remote.Answer answer, String... fields) {
    if (output == Output.JSON) {
      text(answer.body());
      return;
    }
    Integer[] left = new Integer[fields.length];
    Arrays.setAll(left, i -> i);
    TextTable table = new TextTable(left);
    table.row(Arrays.stream(fields).map(this::title).toArray(String[]::new));
    for (Json item : answer.json().get("items").items()) {
      table.row(Arrays.stream(fields).map(f -> cell(item.get(f))).toArray(String[]::new));
    }
    streams.out().print(table.render(""));
  }

  /// Every field of one.
  void one(Remote.Answer answer) {
    if (output == Output.JSON) {
      text(answer.body());
      return;
    }
    TextTable table = new TextTable(0, 1);
    answer
        .json()
        .members()
        .forEach((name, value) -> {
          if (value.items().isEmpty() || value.items().getFirst().members().isEmpty()) {
            table.row(title(name), SafeText.of(value.text()));
          } else {
            value.items().forEach(item -> table.row(title(name), SafeText.of(item.text())));
          }
        });
    streams.out().print(table.render(""));
  }

  /// Who was to send on a day, and who has.
  void deliveries(Remote.Answer answer) {
    if (output == Output.JSON) {
      text(answer.body());
      return;
    }
    TextTable table = new TextTable(0, 1, 2, 3, 4, 5);
    table.row(
        List.of("inbox", "sender", "punctuality", "due", "filename", "state").stream()
            .map(this::title)
            .toArray(String[]::new));
    for (Json day : answer.json().get("items").items()) {
      List<Json> arrived = day.get("arrived").items();
      row(table, day, arrived.isEmpty() ? new Json(null) : arrived.getFirst());
      arrived.stream().skip(1).forEach(next -> row(table, day, next));
    }
    streams.out().print(table.render(""));
  }

  private static void row(TextTable table, Json day, Json arrival) {
    table.row(
        cell(day.get("inbox")),
        cell(day.get("sender")),
        cell(day.get("punctuality")),
        cell(day.get("due")),
        cell(arrival.get("filename")),
        cell(arrival.get("state")));
  }

  /// The report of an execution as `check` and `run` print it.
  void report(Json report) {
    streams.out().print(new ReportText(report, Path.of("."), language, streams.colour()).brief());
  }

  /// As it came.
  void text(String body) {
    streams.out().print(body.endsWith("\n") ? body : body + "\n");
  }

  void done(Remote.Answer answer) {
    if (output == Output.JSON) {
      text(answer.body().isBlank() ? "{}" : answer.body());
    } else {
      streams.out().println(new Message("Hecho.", "Done.").in(language));
    }
  }

  private static String cell(Json value) {
    return SafeText.of(value.text(), WIDEST);
  }

  private String title(String field) {
    Message text =
        switch (field) {
          case "name" -> new Message("nombre", "name");
          case "contract" -> new Message("contrato", "contract");
          case "folder" -> new Message("carpeta", "folder");
          case "active" -> new Message("activa", "active");
          case "number" -> new Message("número", "number");
          case "state" -> new Message("estado", "state");
          case "inbox" -> new Message("casilla", "inbox");
          case "sender" -> new Message("emisor", "sender");
          case "senders" -> new Message("emisores", "senders");
          case "filename" -> new Message("fichero", "file");
          case "read" -> new Message("leídas", "read");
          case "accepted" -> new Message("aceptadas", "accepted");
          case "rejected" -> new Message("rechazadas", "rejected");
          case "created_at" -> new Message("creada", "created");
          case "started_at" -> new Message("iniciada", "started");
          case "ended_at" -> new Message("terminada", "ended");
          case "punctuality" -> new Message("puntualidad", "punctuality");
          case "due" -> new Message("vence", "due");
          case "role" -> new Message("rol", "role");
          case "token" -> new Message("ficha", "token");
          case "expires_at" -> new Message("vence", "expires");
          case "revoked_at" -> new Message("anulada", "revoked");
          case "execution" -> new Message("ejecución", "execution");
          case "delivery" -> new Message("entrega", "delivery");
          case "description" -> new Message("descripción", "description");
          default -> new Message(field, field);
        };
    return text.in(language);
  }
}
