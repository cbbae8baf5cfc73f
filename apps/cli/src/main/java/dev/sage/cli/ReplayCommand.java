package dev.sage.cli;

import dev.sage.cli.Invocation.Replay;
import dev.sage.contract.Contract;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.Materialization;
import dev.sage.contract.Policy;
import dev.sage.engine.Cancellation;
import dev.sage.engine.EarlierExecution;
import dev.sage.engine.EarlierExecution.Rejected;
import dev.sage.engine.ExecutionRequest;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// `sage rejects replay`: rejected records that were corrected, as a delivery of their own by the
/// same contract into the same tables. The same bytes are the same execution, whose rows are landed
/// once.
record ReplayCommand(Streams streams, ExecuteCommand executions) {

  int run(Replay replay, Cancellation cancellation) {
    EarlierExecution earlier = ended(replay);
    requireLanded(replay, earlier);
    Rejected rejected = rejected(replay, earlier);
    InputFile.check(replay.corrected(), replay.language());
    requireCorrected(replay, rejected);
    UUID id = earlier.correctedBy(replay.corrected());
    Path directory =
        replay.out().orElse(executions.home().resolve("executions").resolve(id.toString()));
    Optional<EarlierExecution> before =
        EarlierExecution.read(directory).filter(one -> one.id().equals(id));
    if (before.isPresent()) {
      return repeated(replay, before.get());
    }
    ExecutionRequest request = request(replay, earlier, rejected, id, directory.normalize());
    requireAdding(replay, earlier, request);
    return executions.run(request, replay.output(), cancellation);
  }

  private EarlierExecution ended(Replay replay) {
    Path directory = directory(replay);
    return EarlierExecution.read(directory)
        .orElseThrow(() ->
            unfit(
                replay,
                "La ejecución no ha terminado: termínela primero repitiendo su orden con --out "
                    + SafeText.of(directory.toString())
                    + ".",
                "The execution has not ended: end it first by repeating its command with --out "
                    + SafeText.of(directory.toString())
                    + "."));
  }

  private Path directory(Replay replay) {
    String named = replay.execution();
    try {
      Path known = executions.home().resolve("executions").resolve(named);
      Path directory = named.matches("[0-9a-fA-F-]{36}") ? known : Path.of(named);
      if (EarlierExecution.isIn(directory)) {
        return directory;
      }
    } catch (InvalidPathException _) {
      // Then it is not there, either.
    }
    String shown = SafeText.of(named, 200);
    throw usage(
        replay,
        "No hay ninguna ejecución «"
            + shown
            + "»: dé su carpeta, o su UUID si está en .sage/executions.",
        "There is no execution '"
            + shown
            + "': give its directory, or its UUID if it is in .sage/executions.");
  }

  private static void requireLanded(Replay replay, EarlierExecution earlier) {
    if (earlier.refusal().isPresent()) {
      String why = SafeText.of(earlier.refusal().get());
      throw unfit(
          replay,
          "Esa entrega se rechazó entera (" + why + "): corríjala y envíela otra vez completa.",
          "That delivery was refused as a whole ("
              + why
              + "): correct it and send all of it again.");
    }
    if (earlier.rejected().isEmpty()) {
      throw unfit(
          replay,
          "Esa ejecución no rechazó ningún registro: no hay nada que corregir.",
          "That execution rejected no record: there is nothing to correct.");
    }
  }

  /// By `--catalog`; else the only one; else by the name of the corrected file.
  private static Rejected rejected(Replay replay, EarlierExecution earlier) {
    List<Rejected> all = earlier.rejected();
    if (replay.catalog().isEmpty() && all.size() == 1) {
      return all.getFirst();
    }
    String wanted = replay.catalog().orElse("");
    return all.stream()
        .filter(one ->
            wanted.isEmpty() ? one.isNamedLike(replay.corrected()) : one.catalog().equals(wanted))
        .findFirst()
        .orElseThrow(() -> ambiguous(replay, all));
  }

  private static SageException ambiguous(Replay replay, List<Rejected> all) {
    String ids = all.stream().map(Rejected::catalog).collect(Collectors.joining(", "));
    return usage(
        replay,
        "Diga de qué catálogo son los registros, con --catalog. Los rechazó de: " + ids,
        "Say of which catalog the records are, with --catalog. It rejected some of: " + ids);
  }

  private static void requireCorrected(Replay replay, Rejected rejected) {
    try {
      if (rejected.holds(replay.corrected())) {
        throw usage(
            replay,
            "El fichero sigue igual que el que se rechazó: corríjalo antes.",
            "The file is still as it was when it was rejected: correct it first.");
      }
    } catch (IOException e) {
      throw InputFile.unreadable(replay.corrected(), replay.language(), e);
    }
  }

  private int repeated(Replay replay, EarlierExecution done) {
    streams
        .err()
        .println(
            new Message(
                    "sage: esta corrección ya se procesó; no se carga otra vez.",
                    "sage: this correction was processed already; it is not landed again.")
                .in(replay.language()));
    executions.print(done.report(), done.directory(), replay.output(), replay.language());
    return done.exit();
  }

  private static ExecutionRequest request(
      Replay replay, EarlierExecution earlier, Rejected rejected, UUID id, Path directory) {
    Contract contract =
        new ContractLoader()
            .load(earlier.contractYaml(), false)
            .contract()
            .orElseThrow(() ->
                new SageException(
                    ErrorCode.CONTRACT_INVALID,
                    new Message(
                            "El contrato de esa ejecución ya no es válido para esta versión: vea sage lint.",
                            "The contract of that execution is not valid any more: see sage lint.")
                        .in(replay.language())));
    return new ExecutionRequest(
        id,
        contract,
        earlier.contractYaml(),
        earlier.contractName(),
        replay.corrected(),
        directory.toAbsolutePath(),
        Optional.of(rejected.catalog()),
        Optional.empty(),
        Optional.of(Policy.OnError.REJECT_ROWS),
        earlier.load(),
        earlier.materializations(),
        replay.language(),
        replay.options(),
        Optional.of(earlier.id()));
  }

  /// The accepted rows are there already: what takes their place would lose them.
  private static void requireAdding(
      Replay replay, EarlierExecution earlier, ExecutionRequest request) {
    List<Materialization> landings =
        earlier.materializations().isEmpty()
            ? request.contract().materializations()
            : earlier.materializations();
    landings.stream()
        .filter(landing ->
            earlier.load() && request.catalog().filter(landing.catalog()::equals).isPresent())
        .filter(ReplayCommand::replaces)
        .findFirst()
        .ifPresent(landing -> {
          throw unfit(
              replay,
              "La estrategia "
                  + landing.strategy()
                  + " quitaría de "
                  + landing.table()
                  + " las filas que ya se cargaron: corrija la entrega entera y envíela otra vez.",
              "The strategy "
                  + landing.strategy()
                  + " would remove from "
                  + landing.table()
                  + " the rows that were landed: correct the whole delivery and send it again.");
        });
  }

  private static boolean replaces(Materialization landing) {
    return landing.strategy() == Strategy.TRUNCATE_INSERT
        || landing.strategy() == Strategy.FULL
        || !landing.partitionBy().isEmpty();
  }

  private static SageException usage(Replay replay, String es, String en) {
    return new SageException(ErrorCode.USAGE, new Message(es, en).in(replay.language()));
  }

  private static SageException unfit(Replay replay, String es, String en) {
    return new SageException(
        ErrorCode.EXECUTION_MISMATCH, new Message(es, en).in(replay.language()));
  }
}
