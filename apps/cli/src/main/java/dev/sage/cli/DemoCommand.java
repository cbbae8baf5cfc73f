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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// `sage demo`: the whole story on the examples. Each delivery is checked and landed in the
/// embedded warehouse as anybody would do it with `sage run`; then PostgreSQL is asked what it has.
record DemoCommand(Streams streams, ExecuteCommand executions, Path examples) {
  private static final Set<String> NO_DATA = Set.of("contract.yaml", "expected.json");

  int run(Language language, Cancellation cancellation) {
    List<Path> stories = list(examples).stream().filter(Files::isDirectory).toList();
    if (stories.isEmpty()) {
      throw new SageException(
          ErrorCode.INPUT_NOT_READABLE, "There are no examples in " + examples + ".");
    }
    Path last = examples;
    for (Path story : stories) {
      for (Path data : data(story)) {
        last = deliver(story, data, language, cancellation);
      }
    }
    streams.out().print(farewell(stories.getFirst(), last, language));
    return 0;
  }

  private Path deliver(Path story, Path data, Language language, Cancellation cancellation) {
    cancellation.check();
    Path contract = story.resolve("contract.yaml");
    streams.out().println(title(story, data, language));
    Execute execute =
        (Execute)
            Sentence.read("run", contract.toString(), data.toString(), "--lang", word(language));
    UUID id = executions.ids().get();
    Path directory = executions.home().resolve("executions").resolve(id.toString());
    ExecutionOutcome outcome = executions.process(execute, id, directory, cancellation);
    Json report = Json.read(outcome.report());
    streams.out().print(new ReportText(report, directory, language, streams.colour()).brief());
    if (!report.get("materializations").items().isEmpty()) {
      streams.out().print(warehouse(contract, language));
    }
    return directory;
  }

  /// What the tables of a contract hold, asked of PostgreSQL and not of the report.
  private String warehouse(Path contract, Language language) {
    StringBuilder text = new StringBuilder();
    try (Connections connections = new Connections(executions.home(), executions.warehouses())) {
      RowCount count = new RowCount(connections.warehouseUrl());
      for (TableName table : tables(ContractFile.read(contract, false, language).valid(language))) {
        count
            .of(table)
            .ifPresent(rows ->
                text.append("  select count(*) from ")
                    .append(table)
                    .append("  →  ")
                    .append(Numbers.grouped(rows, language))
                    .append('\n'));
      }
    }
    return text.isEmpty() ? "" : "\nPostgreSQL\n" + text;
  }

  private static List<TableName> tables(Contract contract) {
    return contract.materializations().isEmpty()
        ? contract.catalogs().keySet().stream().map(TableName::parse).toList()
        : contract.materializations().stream().map(Materialization::table).distinct().toList();
  }

  private static List<Path> data(Path story) {
    return list(story).stream()
        .filter(Files::isRegularFile)
        .filter(file -> !NO_DATA.contains(file.getFileName().toString()))
        .filter(file -> !file.toString().endsWith(".md"))
        .toList();
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "Cannot be listed: " + folder, e);
    }
  }

  private static String title(Path story, Path data, Language language) {
    String rule = "─".repeat(72);
    Path here = Path.of("").toAbsolutePath();
    String command =
        "sage run "
            + Shell.quoted(here, story.resolve("contract.yaml"))
            + " "
            + Shell.quoted(here, data)
            + (language == Language.EN ? " --lang en" : "");
    return "\n" + rule + "\n" + story.getFileName() + "\n$ " + command;
  }

  private String farewell(Path story, Path last, Language language) {
    Path here = Path.of("").toAbsolutePath();
    String contract = Shell.quoted(here, story.resolve("contract.yaml"));
    String lang = language == Language.EN ? " --lang en" : "";
    return new Message(
            """

            ────────────────────────────────────────────────────────────────────────
            Por dónde seguir
              %1$s/report.html   el informe que entiende quien envía
              %1$s/rejects/      sus filas rechazadas, listas para corregir y reenviar
              sage lint %2$s%3$s   los problemas de un contrato
              sage check --help   comprobar sin cargar
              docs/reference/contract.md   todo lo que puede decir un contrato
            Los datos quedan en PostgreSQL, en %4$s. Repetir la demo hace ejecuciones nuevas:
            UPSERT deja las mismas filas, APPEND añade las suyas otra vez.
            """,
            """

            ────────────────────────────────────────────────────────────────────────
            Where to look next
              %1$s/report.html   the report that a sender understands
              %1$s/rejects/      the rejected rows, ready to be corrected and sent again
              sage lint %2$s%3$s   the problems of a contract
              sage check --help   check without landing anything
              docs/reference/contract.md   all that a contract can say
            The data stays in PostgreSQL, under %4$s. Another demo makes new executions:
            UPSERT leaves the same rows, APPEND adds its rows again.
            """)
        .in(language)
        .formatted(last, contract, lang, executions.home());
  }

  private static String word(Language language) {
    return language == Language.EN ? "en" : "es";
  }
}
