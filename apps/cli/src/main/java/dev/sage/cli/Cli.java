package dev.sage.cli;

import dev.sage.cli.Invocation.Demo;
import dev.sage.cli.Invocation.Doctor;
import dev.sage.cli.Invocation.Execute;
import dev.sage.cli.Invocation.Infer;
import dev.sage.cli.Invocation.Lint;
import dev.sage.cli.Invocation.NotBuiltYet;
import dev.sage.cli.Invocation.Remote;
import dev.sage.cli.Invocation.Replay;
import dev.sage.cli.Invocation.Rollback;
import dev.sage.cli.Invocation.Show;
import dev.sage.cli.Invocation.Train;
import dev.sage.engine.Cancellation;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.util.Optional;

/// The command without its process: arguments in, exit status out.
///
/// @param executions does `check` and `run`
/// @param rollbacks does `rollback`
/// @param demo does `demo`
record Cli(
    Streams streams,
    Complaints complaints,
    ExecuteCommand executions,
    RollbackCommand rollbacks,
    DemoCommand demo) {

  int run(Cancellation cancellation, String... arguments) {
    try {
      return run(Sentence.read(arguments), cancellation);
    } catch (RuntimeException | Error e) {
      return complaints.tell(
          e, Sentence.output(arguments), Sentence.language(arguments), Optional.empty());
    } finally {
      streams.out().flush();
      streams.err().flush();
    }
  }

  private int run(Invocation invocation, Cancellation cancellation) {
    return switch (invocation) {
      case Show show -> show(show);
      case Lint lint -> new LintCommand(streams).run(lint);
      case Infer infer -> new InferCommand(streams).run(infer);
      case Execute execute -> executions.run(execute, cancellation);
      case Doctor doctor ->
          new DoctorCommand(streams, executions.home(), executions.warehouses()).run(doctor);
      case Replay replay -> new ReplayCommand(streams, executions).run(replay, cancellation);
      case Rollback rollback -> rollbacks.run(rollback);
      case Remote remote -> new RemoteCommand(streams, executions.home()).run(remote);
      case Demo wanted -> demo.run(wanted.language(), cancellation);
      case Train train -> new TrainCommand(executions).run(train.directory(), cancellation);
      case NotBuiltYet missing ->
          throw new SageException(
              ErrorCode.NOT_BUILT_YET, notBuilt(missing.command(), missing.language()));
    };
  }

  private int show(Show show) {
    streams.out().print(show.text());
    return 0;
  }

  private static String notBuilt(String command, Language language) {
    return new Message(
            "«sage " + command + "» todavía no está construido.",
            "`sage " + command + "` is not built yet.")
        .in(language);
  }
}
