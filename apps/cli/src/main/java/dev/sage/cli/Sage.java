package dev.sage.cli;

import dev.sage.engine.Cancellation;
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
    interruption.exit(cli(Streams.ofProcess()).run(cancellation, arguments));
  }

  private static Cli cli(Streams streams) {
    Complaints complaints = new Complaints(streams, "1".equals(System.getenv("SAGE_DEBUG")));
    Path home = Path.of(".sage");
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
        new DemoCommand(streams, executions, root.resolve("examples")));
  }
}
