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
      table.row(Arrays.stream(fields).map(f -> cell(member(item, f))).toArray(String[]::new));
    }
    streams.out().print(table.render(""));
  }

  /// `counts.read` is a member of a member.
  private static Json member(Json item, String path) {
    Json found = item;
    for (String name : path.split("\\.")) {
      found = found.get(name);
    }
    return found;
  }

  /// Every field of one; what has fields of its own, on lines of its own.
  void one(Remote.Answer answer) {
    if (output == Output.JSON) {
      text(answer.body());
      return;
    }
    TextTable table = new TextTable(0, 1);
    answer.json().members().forEach((name, value) -> rows(table, "", name, value));
    streams.out().print(table.render(""));
  }

  private void rows(TextTable table, String indent, String name, Json value) {
    if (!value.members().isEmpty()) {
      table.row(indent + title(name), "");
      value.members().forEach((inner, member) -> rows(table, indent + "  ", inner, member));
    } else if (value.items().stream().anyMatch(item -> !item.members().isEmpty())) {
      value.items().forEach(item -> rows(table, indent, name, item));
    } else {
      List<String> texts = value.items().stream().map(Json::text).toList();
      String text = texts.isEmpty() ? plain(value) : String.join(", ", texts);
      table.row(indent + title(name), SafeText.of(text));
    }
  }

  /// An empty list says nothing.
  private static String plain(Json value) {
    return value.value() instanceof List<?> ? "" : value.text();
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
    return FieldNames.of(field).in(language);
  }
}
