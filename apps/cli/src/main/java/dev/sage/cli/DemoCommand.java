package dev.sage.cli;

import dev.sage.cli.Invocation.Execute;
import dev.sage.contract.Contract;
import dev.sage.contract.Materialization;
import dev.sage.engine.Cancellation;
import dev.sage.engine.ExecutionOutcome;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// `sage demo`: the whole story on the examples. Each delivery is checked and landed in the
/// embedded warehouse as anybody would do it with `sage run`; then PostgreSQL is asked what it has.
record DemoCommand(Streams streams, ExecuteCommand executions, Path examples) {
  private static final String RULE = "─".repeat(72);

  /// Starts the warehouse once for all deliveries.
  int run(Language language, Cancellation cancellation) {
    List<Example> all = Example.in(examples);
    if (all.isEmpty()) {
      throw new SageException(
          ErrorCode.INPUT_NOT_READABLE, "There are no examples in " + examples + ".");
    }
    Path last = examples;
    boolean asKnown = true;
    try (Connections warehouse = new Connections(executions.home(), executions.warehouses())) {
      warehouse.warehouseUrl();
      for (Example example : all) {
        cancellation.check();
        UUID id = executions.ids().get();
        last = executions.home().resolve("executions").resolve(id.toString());
        asKnown &= deliver(example, id, last, warehouse, language, cancellation);
      }
    }
    streams.out().print(farewell(all.getFirst(), last, language));
    return asKnown ? 0 : ErrorCode.INTERNAL.type().exitStatus();
  }

  private boolean deliver(
      Example example,
      UUID id,
      Path directory,
      Connections warehouse,
      Language language,
      Cancellation cancellation) {
    streams.out().print(title(example, language));
    streams.out().flush();
    Execute execute = execute(example, language);
    ExecutionOutcome outcome =
        executions.process(execute, id, directory, example::landings, cancellation);
    Json report = Json.read(outcome.report());
    streams.out().print(new ReportText(report, directory, language, streams.colour()).brief());
    if (!report.get("materializations").items().isEmpty()) {
      streams.out().print(asked(warehouse, report, example, language));
    }
    boolean asKnown = example.matches(report);
    streams.out().print(verdict(asKnown).in(language));
    return asKnown;
  }

  private static Execute execute(Example example, Language language) {
    return (Execute)
        Sentence.read(
            "run",
            example.contract().toString(),
            example.data().toString(),
            "--on-error",
            "reject_rows",
            "--lang",
            language == Language.EN ? "en" : "es");
  }

  /// What the tables hold that the report speaks of, asked of PostgreSQL.
  private static String asked(
      Connections warehouse, Json report, Example example, Language language) {
    RowCount count = new RowCount(warehouse.warehouseUrl());
    TextTable text = new TextTable(0);
    for (TableName table : tables(report, example, language)) {
      count
          .of(table)
          .ifPresent(
              rows -> text.row("select count(*) from " + table, Numbers.grouped(rows, language)));
    }
    return "\nPostgreSQL\n" + text.render("  ");
  }

  private static List<TableName> tables(Json report, Example example, Language language) {
    Set<String> landed =
        report.get("materializations").items().stream()
            .map(load -> load.get("id").text())
            .collect(Collectors.toSet());
    Contract contract = ContractFile.read(example.contract(), false, language).valid(language);
    return example.landings(contract).stream()
        .filter(landing -> landed.contains(landing.id()))
        .map(Materialization::table)
        .toList();
  }

  private static Message verdict(boolean asKnown) {
    return asKnown
        ? new Message(
            "\n  ✓ Exactamente lo que se puso en los datos (expected.json).\n",
            "\n  ✓ Exactly what was put into the data (expected.json).\n")
        : new Message(
            "\n  ✗ No es lo que se puso en los datos (expected.json).\n",
            "\n  ✗ Not what was put into the data (expected.json).\n");
  }

  private static String title(Example example, Language language) {
    return "\n%s\n$ sage run %s %s --on-error reject_rows%s\n"
        .formatted(RULE, shell(example.contract()), shell(example.data()), option(language));
  }

  private static String farewell(Example first, Path last, Language language) {
    return new Message(
            """

            %s
            Por dónde seguir
              %s/report.json   el informe completo
              %s/rejects/      sus filas rechazadas, para corregir y reenviar
              sage lint %s%s     los problemas de un contrato
              sage check --help   comprobar sin cargar
              docs/reference/contract.md   todo lo que puede decir un contrato
            Los datos quedan en PostgreSQL, dentro de .sage/warehouse, cada ejemplo en un esquema
            demo_*. Al repetir la demo, lo que tiene clave se actualiza (UPSERT) y lo demás se añade
            otra vez (APPEND).
            """,
            """

            %s
            Where to look next
              %s/report.json   the whole report
              %s/rejects/      the rejected rows, to be corrected and sent again
              sage lint %s%s     the problems of a contract
              sage check --help   check without landing anything
              docs/reference/contract.md   all that a contract can say
            The data stays in PostgreSQL, inside .sage/warehouse, every example in a schema
            demo_*. Another demo updates what has a key (UPSERT) and adds the rest again (APPEND).
            """)
        .in(language)
        .formatted(RULE, last, last, shell(first.contract()), option(language));
  }

  private static String shell(Path path) {
    return Shell.quoted(Path.of("").toAbsolutePath(), path);
  }

  private static String option(Language language) {
    return language == Language.EN ? " --lang en" : "";
  }
}
