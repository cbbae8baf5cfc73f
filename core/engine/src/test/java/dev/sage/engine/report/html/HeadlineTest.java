package dev.sage.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.report.html.Headline.Tone;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Language;
import dev.sage.spi.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a sender reads first, in every case.
class HeadlineTest {
  private final Reports given = new Reports();

  @Test
  void a_good_delivery_asks_for_nothing() {
    given.rejected = 0;

    assertThat(spanish())
        .isEqualTo(
            new Headline(
                Tone.GOOD, "Aceptada", "Se cargó todo: 7 registros.", "No tiene que hacer nada."));
  }

  @Test
  void warnings_are_for_the_next_time() {
    given.rejected = 0;
    given.counted(FindingCode.RULE, Severity.WARNING, "suma", "precio", 2);

    assertThat(spanish().word()).isEqualTo("Aceptada con avisos");
    assertThat(spanish().next()).contains("No hay que repetirla", "(2)");
  }

  @Test
  void of_a_delivery_accepted_in_part_only_the_rejected_records_come_again() {
    given.errors(3);

    assertThat(spanish())
        .isEqualTo(
            new Headline(
                Tone.NOTICE,
                "Aceptada en parte",
                "Se cargaron 7 de 10 registros; se rechazaron 3.",
                "Corrija solo los registros rechazados y envíelos de nuevo. Los demás ya están cargados: no los repita."));
    assertThat(english().happened()).isEqualTo("Stored: 7 of 10 records; rejected: 3.");
  }

  @Test
  void errors_that_reject_no_record_need_no_repetition() {
    given.rejected = 0;
    given.counted(FindingCode.COLUMN_EXTRA, Severity.ERROR, "column_extra", "x", 1);

    assertThat(spanish().word()).isEqualTo("Aceptada con errores");
    assertThat(spanish().next()).contains("no hay que repetirla");
  }

  @Test
  void a_refused_delivery_comes_again_as_a_whole() {
    given.errors(3);
    given.landed = false;
    given.refusal = Optional.of("hay demasiados errores");
    given.outcome = "refused";

    assertThat(spanish())
        .isEqualTo(
            new Headline(
                Tone.BAD,
                "Rechazada",
                "No se cargó nada: hay demasiados errores.",
                "Corrija los errores de la lista y envíe otra vez la entrega completa."));
  }

  @Test
  void a_destination_that_failed_is_no_fault_of_the_sender() {
    given.errors(3);
    given.landed = false;
    given.outcome = "failed";

    assertThat(spanish().tone()).isEqualTo(Tone.NOTICE);
    assertThat(spanish().next()).contains("No la envíe otra vez");
  }

  @Test
  void a_check_says_that_nothing_was_stored() {
    given.method = "check";
    given.landed = false;
    assertThat(spanish().happened()).contains("no se cargó nada");

    given.errors(3);
    assertThat(spanish().tone()).isEqualTo(Tone.BAD);
    assertThat(spanish().happened())
        .contains("Registros con errores: 3 de 10.", "no se cargó nada");

    given.refusal = Optional.of("hay errores");
    assertThat(spanish().happened()).isEqualTo("Así no se podría cargar: hay errores.");
  }

  @Test
  void a_file_of_a_header_only_has_no_records() {
    given.accepted = 0;
    given.rejected = 0;
    given.landed = false;

    assertThat(spanish().happened()).isEqualTo("El archivo no trae ningún registro.");
  }

  private Headline spanish() {
    return in(Language.ES);
  }

  private Headline english() {
    return in(Language.EN);
  }

  private Headline in(Language language) {
    return Headline.of(new Page(given.report(), Reports.contract(), List.of(), language));
  }
}
