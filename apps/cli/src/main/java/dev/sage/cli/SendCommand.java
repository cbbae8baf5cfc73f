package dev.sage.cli;

import java.nio.file.Path;
import java.util.List;

/// `sage inbox send`: a file to an inbox, and with `--wait` what became of it.
record SendCommand(Remote server, RemotePrint print) {
  private static final String API = "/api/v1";

  int run(Invocation.Remote asked) {
    Path file = Path.of(asked.argument(1));
    InputFile.check(file, asked.language());
    StringBuilder path = new StringBuilder(API + "/inboxes/" + Remote.part(asked.argument(0)));
    path.append("/deliveries?filename=").append(Remote.part(String.valueOf(file.getFileName())));
    asked.option("sender").ifPresent(s -> path.append("&sender=").append(Remote.part(s)));
    asked.option("corrects").ifPresent(e -> path.append("&corrects=").append(Remote.part(e)));
    Remote.Answer receipt = server.file("POST", path.toString(), file, "application/octet-stream");
    String execution = receipt.json().get("execution").text();
    if (execution.isEmpty() || !asked.options().containsKey("wait")) {
      print.one(receipt);
      return 0;
    }
    return await(execution);
  }

  /// The server answers when the execution has ended, or after a while.
  private int await(String execution) {
    while (true) {
      Remote.Answer now = server.get(API + "/executions/" + Remote.part(execution) + "?wait=20s");
      String state = now.json().get("state").text();
      if (!List.of("pendiente", "procesando").contains(state)) {
        print.one(now);
        return exit(state);
      }
    }
  }

  private static int exit(String state) {
    return switch (state) {
      case "completada" -> 0;
      case "parcial", "rechazada" -> 1;
      default -> 3;
    };
  }
}
