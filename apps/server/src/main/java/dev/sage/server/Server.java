package dev.sage.server;

import dev.sage.server.settings.Settings;
import dev.sage.server.settings.SettingsReader;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// The process `sage up`.
public final class Server {
  private Server() {}

  public static void main(String[] arguments) {
    try {
      if (arguments.length == 2 && arguments[0].equals("train")) {
        Training.run(Path.of(arguments[1]));
        return;
      }
      Settings settings = new SettingsReader(System.getenv()).read(config(List.of(arguments)));
      RunningServer server = RunningServer.start(settings);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(server)));
      tell(System.err, server);
    } catch (SageException e) {
      System.err.printf("sage: %s (%d): %s%n", e.code(), e.code().number(), e.getMessage());
      System.exit(e.code().type().exitStatus());
    }
  }

  private static Path config(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Path.of(".sage", "sage.yaml");
    }
    if (arguments.size() == 2 && arguments.getFirst().equals("--config")) {
      return Path.of(arguments.getLast());
    }
    throw new SageException(ErrorCode.USAGE, "Usage: sage up [--config FILE]");
  }

  private static void tell(PrintStream err, RunningServer server) {
    err.println("sage: " + server.url() + "/api/health");
  }

  /// Otherwise the JVM would end with the number of the signal.
  private static void stop(RunningServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}
