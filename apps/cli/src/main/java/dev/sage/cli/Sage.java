package dev.sage.cli;

import dev.sage.engine.Cancellation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.UUID;

/// The process `sage`.
public final class Sage {
  private Sage() {}

  public static void main(String[] arguments) {
    Cancellation cancellation = new Cancellation();
    Interruption interruption = Interruption.install(cancellation);
    interruption.exit(cli(Streams.ofProcess(), Path.of(".sage")).run(cancellation, arguments));
  }

  /// The same command within another program, which goes on.
  ///
  /// @param home where SAGE keeps what it keeps, `.sage` for the process
  /// @return the exit status
  public static int run(Path home, PrintStream out, PrintStream err, String... arguments) {
    return cli(new Streams(out, err, false, false), home).run(new Cancellation(), arguments);
  }

  private static Cli cli(Streams streams, Path home) {
    Complaints complaints = new Complaints(streams, "1".equals(System.getenv("SAGE_DEBUG")));
    ExecuteCommand executions =
        new ExecuteCommand(
            streams,
            complaints,
            Clock.system(ZoneId.systemDefault()),
            UUID::randomUUID,
            home,
            Warehouses::open);
    Path root = Path.of(System.getProperty("sage.root", "."));
    return new Cli(
        streams,
        complaints,
        executions,
        new RollbackCommand(streams, home, Warehouses::open),
        new DemoCommand(streams, executions, root.resolve("examples")));
  }
}
