package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Language;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  private static final String REPORT =
      """
      {"execution_info":{"execution_id":"0190-1","start_time":"2026-01-31T10:00:00Z",
        "end_time":"2026-01-31T10:00:01Z","duration":0.42,"inbox_id":null,"sender_id":null,
        "method":"cli","contract":"ventas.yaml","contract_sha256":"aa",
        "file":"/datos/ventas.csv","file_sha256":"bb","placement":"local"},
       "summary":{"total_records":12345,"accepted":12343,"rejected":2,"filtered":0,"errors":2,
        "warnings":1,"messages":0,"success_rate":99.98,"status":"Parcial"},
       "files":{"statistics":{"ventas":{"file":"ventas.csv","records":12345,"accepted":12343,
        "rejected":2,"errors":2,"warnings":1}},"missing_files":["clientes.csv"],"format_errors":[]},
       "validation":{"failures":[
         {"severity":"error","code":"TYPE","message":"No es un decimal.","catalog":"ventas",
          "file":"ventas.csv","record":11,"line":1012,"field":"precio","rule":"type","value":"1,5"},
         {"severity":"error","code":"RAGGED","message":"Tiene 3 celdas.","catalog":"ventas",
          "file":"ventas.csv","record":12,"line":13,"field":null,"rule":"ragged",
          "value":"\\u001b[2Jx"},
         {"severity":"warning","code":"ENCODING_GUESSED","message":"Leído como Windows-1252.",
          "catalog":"ventas","file":"ventas.csv","record":null,"line":null,"field":null,
          "rule":"encoding_guessed","value":null}],
        "failures_total":33,
        "by_rule":[{"catalog":"ventas","rule":"encoding_guessed","severity":"warning","count":1},
         {"catalog":"ventas","rule":"type","severity":"error","count":2}],
        "skipped_rules":[]},
       "materializations":[{"id":"ventas_dw","strategy":"UPSERT","destination":"warehouse: dw.ventas",
        "rows":12343,"outcome":"loaded","duration":0.2}],
       "events":[]}
      """;

  @Test
  void says_in_spanish_what_happened() {
    String text = text(Language.ES).render();

    assertThat(text)
        .contains("! Parcial  ventas.csv  contrato ventas.yaml  0,4 s")
        .contains("catálogo  leídas  aceptadas  rechazadas  errores  avisos")
        .contains("ventas    12.345     12.343           2        2       1")
        .contains("No ha llegado: clientes.csv")
        .contains("error  ventas  type              2")
        .contains("ventas: línea 1.012, columna «precio», valor «1,5»: No es un decimal.")
        .contains("ventas: Leído como Windows-1252.")
        .contains("… y 13 más.")
        .contains("ventas_dw  warehouse: dw.ventas  UPSERT  12.343 filas  cargado");
  }

  @Test
  void says_the_same_in_english() {
    assertThat(text(Language.EN).render())
        .contains("! Partial  ventas.csv  contract ventas.yaml  0.4 s")
        .contains("ventas: line 1,012, column \"precio\", value \"1,5\": ")
        .contains("12,343 rows");
  }

  @Test
  void rules_with_the_most_findings_come_first() {
    assertThat(text(Language.ES).render().indexOf("type "))
        .isLessThan(text(Language.ES).render().indexOf("encoding_guessed"));
  }

  @Test
  void values_cannot_steer_the_terminal() {
    assertThat(text(Language.ES).render()).doesNotContain("\u001b").contains("�[2Jx");
  }

  @Test
  void colours_only_where_they_are_wanted() {
    String text = new ReportText(Json.read(REPORT), Path.of("x"), Language.ES, true).render();

    assertThat(text).contains("\u001b[1;33m! Parcial\u001b[0m");
  }

  @Test
  void a_report_that_lacks_everything_is_no_failure() {
    assertThat(new ReportText(Json.read("{}"), Path.of("x"), Language.ES, false).render())
        .isNotBlank();
  }

  private static ReportText text(Language language) {
    return new ReportText(Json.read(REPORT), Path.of("nowhere"), language, false);
  }
}
