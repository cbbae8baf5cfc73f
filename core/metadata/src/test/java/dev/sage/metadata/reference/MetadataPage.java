package dev.sage.metadata.reference;

import dev.sage.metadata.TestDatabase;
import dev.sage.orchestrator.execution.Change;
import dev.sage.orchestrator.execution.ExecutionState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// `docs/reference/metadata.md`, made of the database and of the sealed type.
final class MetadataPage {
  private static final List<String> PUBLISHED =
      List.of(
          "casillas_datos",
          "catalogos",
          "materializaciones",
          "ejecuciones_yaml",
          "proveedores_nube",
          "secretos_nube",
          "plantillas_email",
          "suscripciones_notificaciones");

  private static final String INTRODUCTION =
      """
      # The metadata

      SAGE keeps what it knows about inboxes, deliveries and executions in PostgreSQL, 15 or later. The tables
      are published: read them with any tool. Their names, and what the columns mean, are Spanish; the same
      texts are comments in the database (`\\d+ ejecuciones_yaml`). Write to them only through the API: every
      change there is checked and audited.

      A column that ends in `_en` is a time (`timestamptz`) of the server's clock, one that ends in `_ms` a
      number of milliseconds. An inbox has catalogs and a catalog has materializations, as the current version
      of its contract says; an execution belongs to one inbox, one delivery and one version of a contract.

      This page is made from the database and checked by a test; `-Dsage.metadata.write=true` writes it anew.

      """;

  private final TestDatabase database;

  MetadataPage(TestDatabase database) {
    this.database = database;
  }

  String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("## States of an execution\n\n").append(states());
    page.append("\n## Published tables\n");
    PUBLISHED.forEach(table -> page.append(table(table)));
    page.append("\n## Other tables\n");
    others().forEach(table -> page.append(table(table)));
    return page.toString();
  }

  private static String states() {
    StringBuilder text = new StringBuilder("| state | meaning | leads to |\n|---|---|---|\n");
    for (ExecutionState state : ExecutionState.values()) {
      text.append(
          "| `%s` | %s | %s |\n".formatted(state.published(), meaning(state), leads(state)));
    }
    return text.append(
            "\nA trigger refuses every other change, also to a statement written by hand; the pairs are in"
                + " `transiciones_ejecucion`.\n")
        .toString();
  }

  private static String leads(ExecutionState state) {
    String leads =
        Arrays.stream(Change.values())
            .filter(change -> change.from().contains(state))
            .map(change -> "%s: %s".formatted(targets(change), who(change)))
            .collect(Collectors.joining("<br>"));
    return leads.isEmpty() ? "nothing: it is an end" : leads;
  }

  private static String targets(Change change) {
    return change.to().stream()
        .sorted()
        .map(state -> "`" + state.published() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String who(Change change) {
    return switch (change) {
      case CLAIM -> "a daemon takes it; `intento` grows by one";
      case END -> "its worker has ended it";
      case POSTPONE -> "it failed by something that passes; again later, `fallos` grows";
      case RECOVER -> "the janitor found that nobody works on it any more; `perdidas` grows";
      case HAND_BACK -> "its daemon stops in good order, or somebody else has its lease";
      case FAIL -> "it failed for good, or too often; people are told";
      case CANCEL -> "somebody does not want it any more";
      case STOP -> "somebody, or its time limit, stopped it";
      case RETRY -> "somebody wants it tried again; `fallos` and `perdidas` begin anew";
    };
  }

  private static String meaning(ExecutionState state) {
    return switch (state) {
      case PENDING -> "waits for a worker, from `disponible_en` on";
      case RUNNING -> "`daemon` has it";
      case COMPLETED -> "ended: no errors in the data";
      case PARTIAL -> "ended: rows were landed and others rejected, or there are warnings";
      case REFUSED -> "ended: the data have errors and nothing was landed";
      case FAILED -> "ended without an outcome: `error_codigo`, `error_mensaje` say why";
      case CANCELLED -> "ended by a person or a time limit";
    };
  }

  private List<String> others() {
    return database
        .query(
            """
            SELECT tablename::text AS v FROM pg_tables
            WHERE schemaname = 'public' AND tablename <> 'sage_migraciones' ORDER BY 1
            """)
        .stream()
        .filter(table -> !PUBLISHED.contains(table))
        .toList();
  }

  private String table(String table) {
    String comment =
        database.query("SELECT obj_description('%s'::regclass) AS v".formatted(table)).getFirst();
    return "\n### `%s`\n\n%s\n\n| columna | tipo | nulo | significado |\n|---|---|---|---|\n%s%s"
        .formatted(table, comment, columns(table), references(table));
  }

  private String columns(String table) {
    return database
        .query(
            """
            SELECT format('| `%%s` | %%s | %%s | %%s |', attname,
              replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz'),
              CASE WHEN attnotnull THEN '' ELSE 'sí' END,
              coalesce(replace(col_description(attrelid, attnum), '|', '\\|'), '∅')) AS v
            FROM pg_attribute
            WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """
                .formatted(table))
        .stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private String references(String table) {
    List<String> references =
        database.query(
            """
            SELECT format('(%%s) → `%%s`', (SELECT string_agg(attname, ', ' ORDER BY k.n)
                FROM unnest(conkey) WITH ORDINALITY AS k (attnum, n)
                JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.attnum),
              confrelid::regclass) AS v
            FROM pg_constraint WHERE contype = 'f' AND conrelid = '%s'::regclass ORDER BY 1
            """
                .formatted(table));
    return references.isEmpty() ? "" : "\nReferencias: " + String.join("; ", references) + ".\n";
  }
}
