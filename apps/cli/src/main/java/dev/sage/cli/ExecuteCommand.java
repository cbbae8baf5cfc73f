package dev.sage.cli;

import dev.sage.cli.Connections.WarehouseOpener;
import dev.sage.cli.Invocation.Execute;
import dev.sage.cli.Invocation.Output;
import dev.sage.contract.Contract;
import dev.sage.contract.Materialization;
import dev.sage.engine.Cancellation;
import dev.sage.engine.Engine;
import dev.sage.engine.ExecutionOutcome;
import dev.sage.engine.ExecutionRequest;
import dev.sage.engine.Progress;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// `sage check` and `sage run`: one delivery, processed once.
///
/// @param home where SAGE keeps what it keeps, `.sage` of the current directory
record ExecuteCommand(
    Streams streams,
    Complaints complaints,
    Clock clock,
    Supplier<UUID> ids,
    Path home,
    WarehouseOpener warehouses) {

  int run(Execute execute, Cancellation cancellation) {
    UUID id = ids.get();
    Path directory =
        execute.out().orElse(home.resolve("executions").resolve(id.toString())).normalize();
    try {
      ExecutionOutcome outcome =
          process(
              execute,
              id,
              directory,
              contract -> new Landings(contract, execute.language()).of(execute),
              cancellation);
      print(outcome.report(), directory, execute.output(), execute.language());
      return outcome.exit();
    } catch (RuntimeException | Error e) {
      return complaints.tell(e, execute.output(), execute.language(), Optional.of(directory));
    }
  }

  /// The same for what has been understood already.
  int run(ExecutionRequest request, Output output, Cancellation cancellation) {
    Path directory = request.directory();
    try {
      ExecutionOutcome outcome = process(request, cancellation);
      print(outcome.report(), directory, output, request.language());
      return outcome.exit();
    } catch (RuntimeException | Error e) {
      return complaints.tell(e, output, request.language(), Optional.of(directory));
    }
  }

  /// The same without a word, for who wants to say it otherwise.
  ///
  /// @param landings where the rows of a contract go; nothing: where it says
  ExecutionOutcome process(
      Execute execute,
      UUID id,
      Path directory,
      Function<Contract, List<Materialization>> landings,
      Cancellation cancellation) {
    return process(request(execute, id, directory, landings), cancellation);
  }

  private ExecutionOutcome process(ExecutionRequest request, Cancellation cancellation) {
    try (Connections connections = new Connections(home, warehouses)) {
      Engine engine = new Engine(clock, connections);
      if (!streams.interactive()) {
        return engine.execute(request, Progress.SILENT, cancellation);
      }
      try (ProgressBar bar = new ProgressBar(streams.err(), request.language(), System::nanoTime)) {
        return engine.execute(request, bar, cancellation);
      }
    }
  }

  private ExecutionRequest request(
      Execute execute,
      UUID id,
      Path directory,
      Function<Contract, List<Materialization>> landings) {
    ContractFile file = ContractFile.read(execute.contract(), false, execute.language());
    file.lines(execute.language()).forEach(streams.err()::println);
    Contract contract = file.valid(execute.language());
    InputFile.check(execute.data(), execute.language());
    checkNames(execute, contract);
    return new ExecutionRequest(
        id,
        contract,
        file.yaml(),
        execute.contract().getFileName().toString(),
        execute.data(),
        directory.toAbsolutePath(),
        execute.catalog(),
        execute.delivery(),
        execute.onError(),
        execute.load(),
        landings.apply(contract),
        execute.language(),
        execute.options());
  }

  private static void checkNames(Execute execute, Contract contract) {
    Landings names = new Landings(contract, execute.language());
    execute
        .catalog()
        .ifPresent(id -> names.checkKnown("--catalog", id, contract.catalogs().keySet()));
    execute
        .delivery()
        .ifPresent(id -> names.checkKnown("--package", id, contract.packages().keySet()));
  }

  /// Shows a report as it was asked for.
  ///
  /// @param directory the execution's, as the user may name it
  void print(Path reportFile, Path directory, Output output, Language language) {
    if (output == Output.JSON) {
      copy(reportFile);
      return;
    }
    Json report = Json.read(reportFile);
    streams.out().print(new ReportText(report, directory, language, streams.colour()).render());
    streams.out().flush();
  }

  private void copy(Path report) {
    try {
      Files.copy(report, streams.out());
      streams.out().flush();
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "The report cannot be read: " + report, e);
    }
  }
}
