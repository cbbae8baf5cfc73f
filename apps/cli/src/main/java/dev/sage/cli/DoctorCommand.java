package dev.sage.cli;

import dev.sage.cli.Connections.WarehouseOpener;
import dev.sage.cli.Invocation.Doctor;
import dev.sage.cli.Invocation.Output;
import dev.sage.spi.Diagnosis;
import dev.sage.spi.Diagnosis.Status;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Examination;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `sage doctor`: what a destination is like, and what to do where it is not as loads need it.
///
/// @param home where the embedded warehouse is
record DoctorCommand(Streams streams, Path home, WarehouseOpener warehouses) {

  int run(Doctor doctor) {
    try (Connections connections = new Connections(home, warehouses)) {
      Examination examination = connections.examine(doctor.destination());
      streams
          .out()
          .print(
              doctor.output() == Output.JSON
                  ? json(examination, doctor.language())
                  : text(examination, doctor.language()));
      return examination.anyFailed() ? ErrorCode.DESTINATION_FAILED.type().exitStatus() : 0;
    }
  }

  private static String json(Examination examination, Language language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("destination", examination.display());
    json.put("status", word(worst(examination)));
    json.put("checks", examination.diagnoses().stream().map(d -> json(d, language)).toList());
    return Json.write(json) + "\n";
  }

  private static Map<String, Object> json(Diagnosis diagnosis, Language language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", diagnosis.name());
    json.put("status", word(diagnosis.status()));
    json.put("seen", diagnosis.seen().in(language));
    diagnosis.advice().ifPresent(advice -> json.put("advice", advice.in(language)));
    return json;
  }

  private static Status worst(Examination examination) {
    if (examination.anyFailed()) {
      return Status.FAILED;
    }
    return count(examination, Status.WARNING) > 0 ? Status.WARNING : Status.OK;
  }

  private static long count(Examination examination, Status status) {
    return examination.diagnoses().stream().filter(d -> d.status() == status).count();
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private String text(Examination examination, Language language) {
    List<Diagnosis> tried =
        examination.diagnoses().stream().filter(d -> d.status() != Status.NOT_TRIED).toList();
    int titles = width(tried.stream().map(Diagnosis::title).toList(), language);
    int marks = width(tried.stream().map(d -> mark(d.status())).toList(), language);
    StringBuilder text = new StringBuilder(SafeText.of(examination.display())).append("\n\n");
    for (Diagnosis diagnosis : tried) {
      text.append("  ")
          .append(colour(diagnosis.status(), padded(mark(diagnosis.status()).in(language), marks)))
          .append("  ")
          .append(padded(diagnosis.title().in(language), titles))
          .append("  ")
          .append(SafeText.of(diagnosis.seen().in(language)))
          .append('\n');
      diagnosis
          .advice()
          .ifPresent(advice ->
              text.append(" ".repeat(marks + titles + 6))
                  .append("→ ")
                  .append(SafeText.of(advice.in(language)))
                  .append('\n'));
    }
    return text.append(notTried(examination, language))
        .append('\n')
        .append(summary(examination).in(language))
        .append('\n')
        .toString();
  }

  /// One line for all that an earlier failure left untried.
  private static String notTried(Examination examination, Language language) {
    List<String> titles =
        examination.diagnoses().stream()
            .filter(d -> d.status() == Status.NOT_TRIED)
            .map(d -> d.title().in(language).toLowerCase(Locale.ROOT))
            .toList();
    return titles.isEmpty()
        ? ""
        : "  %s: %s\n".formatted(mark(Status.NOT_TRIED).in(language), String.join(", ", titles));
  }

  private static Message mark(Status status) {
    return switch (status) {
      case OK -> new Message("✓ bien", "✓ ok");
      case WARNING -> new Message("! aviso", "! warning");
      case FAILED -> new Message("✗ falla", "✗ failed");
      case NOT_TRIED -> new Message("· sin probar", "· not tried");
    };
  }

  private String colour(Status status, String text) {
    String code =
        switch (status) {
          case OK -> "32";
          case WARNING -> "33";
          case FAILED -> "31";
          case NOT_TRIED -> "2";
        };
    return streams.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static Message summary(Examination examination) {
    long warnings = count(examination, Status.WARNING);
    long failed = count(examination, Status.FAILED);
    List<String> es = new ArrayList<>();
    List<String> en = new ArrayList<>();
    if (failed > 0) {
      es.add(failed == 1 ? "1 falla" : failed + " fallas");
      en.add(failed + " failed");
    }
    if (warnings > 0) {
      es.add(warnings == 1 ? "1 aviso" : warnings + " avisos");
      en.add(warnings == 1 ? "1 warning" : warnings + " warnings");
    }
    return switch (worst(examination)) {
      case FAILED ->
          new Message(
              "No se puede cargar así: " + String.join(", ", es) + ".",
              "Loads cannot work like this: " + String.join(", ", en) + ".");
      case WARNING ->
          new Message(
              "Se puede cargar: " + String.join(", ", es) + ".",
              "Loads can work: " + String.join(", ", en) + ".");
      case OK, NOT_TRIED -> new Message("Todo bien.", "All is well.");
    };
  }

  private static int width(List<Message> messages, Language language) {
    return messages.stream().mapToInt(m -> length(m.in(language))).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - length(text));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
