package dev.sage.engine.report.html;

import dev.sage.engine.report.Report;
import dev.sage.spi.Severity;

/// The verdict for the sender: what happened, and what to do now.
///
/// @param word one or two words
record Headline(Tone tone, String word, String happened, String next) {

  /// How good the news are. The names are classes of the style.
  enum Tone {
    GOOD("M8 16.5l5 5 11-11"),
    NOTICE("M16 8v10M16 23v.5"),
    BAD("M10 10l12 12M22 10l-12 12");

    private final String stroke;

    Tone(String stroke) {
      this.stroke = stroke;
    }

    /// The path of its sign, in a square of 32.
    String stroke() {
      return stroke;
    }
  }

  static Headline of(Page page) {
    Report report = page.report();
    if (report.destinationFailed()) {
      return notStored(page);
    }
    if (report.refusal().isPresent()) {
      return refused(page, report.refusal().get());
    }
    if (report.count(Severity.ERROR) > 0) {
      return report.landed() ? partly(page) : faulty(page);
    }
    return accepted(page);
  }

  private static Headline notStored(Page page) {
    return new Headline(
        Tone.NOTICE,
        page.say("Pendiente de cargar", "Not stored yet"),
        page.say(
            "La entrega se comprobó, pero falló el sistema que la guarda.",
            "The delivery was checked, but the system that stores it failed."),
        page.say(
            "No la envíe otra vez: quien la recibe repetirá la carga.",
            "Do not send it again: those who receive it will repeat the load."));
  }

  private static Headline refused(Page page, String why) {
    return new Headline(
        Tone.BAD,
        loads(page) ? page.say("Rechazada", "Refused") : page.say("Con errores", "Has errors"),
        loads(page)
            ? page.say("No se cargó nada: ", "Nothing was stored: ") + why + "."
            : page.say("Así no se podría cargar: ", "It could not be stored like this: ")
                + why
                + ".",
        page.say(
            "Corrija los errores de la lista y envíe otra vez la entrega completa.",
            "Correct the errors listed here and send the whole delivery again."));
  }

  private static Headline partly(Page page) {
    Report report = page.report();
    String all = page.records(report.read());
    if (report.rejected() == 0) {
      return new Headline(
          Tone.NOTICE,
          page.say("Aceptada con errores", "Accepted with errors"),
          page.say(
              "Se cargó todo (" + all + "), pero la entrega no es del todo como se pide.",
              "Everything was stored (" + all + "), but the delivery is not quite as asked for."),
          page.say(
              "Corríjalo en la próxima entrega; esta no hay que repetirla.",
              "Correct it in the next delivery; this one need not be repeated."));
    }
    String accepted = page.number(report.accepted());
    return new Headline(
        Tone.NOTICE,
        page.say("Aceptada en parte", "Accepted in part"),
        page.say("Se cargaron ", "Stored: ")
            + accepted
            + page.say(" de ", " of ")
            + all
            + page.say("; se rechazaron ", "; rejected: ")
            + page.number(report.rejected())
            + ".",
        page.say(
            "Corrija solo los registros rechazados y envíelos de nuevo. Los demás ya están cargados: no los repita.",
            "Correct only the rejected records and send them again. The others are stored already: do not repeat them."));
  }

  /// Checked only, or nothing was to be stored.
  private static Headline faulty(Page page) {
    Report report = page.report();
    return new Headline(
        Tone.BAD,
        page.say("Con errores", "Has errors"),
        page.say("Registros con errores: ", "Records with errors: ")
            + page.number(report.rejected())
            + page.say(" de ", " of ")
            + page.number(report.read())
            + page.say(
                ". Solo se comprobó; no se cargó nada.",
                ". It was only checked; nothing was stored."),
        page.say(
            "Corrija los errores de la lista antes de enviar la entrega.",
            "Correct the errors listed here before you send the delivery."));
  }

  private static Headline accepted(Page page) {
    Report report = page.report();
    long warnings = report.count(Severity.WARNING);
    String what =
        report.read() == 0
            ? page.say("El archivo no trae ningún registro.", "The file has no records.")
            : loads(page)
                ? page.say("Se cargó todo: ", "Everything was stored: ")
                    + page.records(report.read())
                    + "."
                : page.say("Todo está bien: ", "Everything is fine: ")
                    + page.records(report.read())
                    + page.say(
                        ". Solo se comprobó; no se cargó nada.",
                        ". It was only checked; nothing was stored.");
    if (warnings == 0) {
      return new Headline(
          Tone.GOOD,
          loads(page) ? page.say("Aceptada", "Accepted") : page.say("Correcta", "Correct"),
          what,
          page.say("No tiene que hacer nada.", "There is nothing to do."));
    }
    return new Headline(
        Tone.GOOD,
        loads(page)
            ? page.say("Aceptada con avisos", "Accepted with warnings")
            : page.say("Correcta, con avisos", "Correct, with warnings"),
        what,
        page.say(
            "No hay que repetirla. Mire los avisos ("
                + page.number(warnings)
                + ") para la próxima.",
            "It need not be repeated. See the warnings ("
                + page.number(warnings)
                + ") for the next one."));
  }

  private static boolean loads(Page page) {
    return page.report().method().equals("run");
  }
}
