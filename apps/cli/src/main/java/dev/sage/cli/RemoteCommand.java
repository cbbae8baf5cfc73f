package dev.sage.cli;

import dev.sage.cli.Invocation.Output;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// What a server is asked for, and how its answer is printed.
///
/// @param home where a server of this machine leaves its address and its first token
record RemoteCommand(Streams streams, Path home) {
  private static final String API = "/api/v1";

  int run(Invocation.Remote asked) {
    Remote server = Remote.of(home, System.getenv(), asked.language());
    RemotePrint print = new RemotePrint(streams, asked.output(), asked.language());
    switch (asked.words()) {
      case "inbox list" ->
          print.list(
              server.get(API + "/inboxes?limit=200"), "name", "contract", "folder", "active", "id");
      case "inbox add" -> print.one(new InboxCommand(server).add(asked));
      case "inbox show" -> print.one(server.get(inbox(asked)));
      case "inbox edit" -> print.one(new InboxCommand(server).edit(asked));
      case "inbox remove" -> print.done(server.delete(inbox(asked), "If-Match", "*"));
      case "inbox send" -> {
        return new SendCommand(server, print).run(asked);
      }
      case "executions list" ->
          print.list(
              server.get(API + "/executions?" + query(asked, "state", "inbox", "limit")),
              "number",
              "id",
              "state",
              "inbox",
              "filename",
              "counts.read",
              "counts.rejected",
              "created_at");
      case "executions show" -> print.one(server.get(execution(asked, "")));
      case "executions cancel" -> print.one(server.post(execution(asked, "/cancel")));
      case "executions retry" -> print.one(server.post(execution(asked, "/retry")));
      case "executions replay" -> print.one(server.post(execution(asked, "/replay")));
      case "executions log" -> print.text(server.get(execution(asked, "/log")).body());
      case "executions report" -> report(asked, server, print);
      case "deliveries" ->
          print.deliveries(server.get(API + "/deliveries?" + query(asked, "date", "inbox")));
      case "costs" -> print.one(server.get(API + "/costs?" + query(asked, "from", "to")));
      case "token list" ->
          print.list(
              server.get(API + "/tokens?limit=200"),
              "name",
              "role",
              "expires_at",
              "revoked_at",
              "id");
      case "token add" -> print.one(server.json("POST", API + "/tokens", token(asked)));
      case "token rotate" -> print.one(server.post(API + "/tokens/" + part(asked) + "/rotate"));
      case "token revoke" -> print.done(server.delete(API + "/tokens/" + part(asked)));
      default -> throw new SageException(ErrorCode.NOT_BUILT_YET, asked.words());
    }
    return 0;
  }

  private void report(Invocation.Remote asked, Remote server, RemotePrint print) {
    Remote.Answer report = server.get(execution(asked, "/report"));
    if (asked.output() == Output.JSON) {
      print.text(report.body());
    } else {
      print.report(report.json());
    }
  }

  private static String inbox(Invocation.Remote asked) {
    return API + "/inboxes/" + part(asked);
  }

  private static String execution(Invocation.Remote asked, String rest) {
    return API + "/executions/" + part(asked) + rest;
  }

  private static String part(Invocation.Remote asked) {
    return Remote.part(asked.argument(0));
  }

  private static String query(Invocation.Remote asked, String... names) {
    StringJoiner query = new StringJoiner("&");
    for (String name : names) {
      asked.option(name).ifPresent(value -> query.add(name + "=" + Remote.part(value)));
    }
    return query.toString();
  }

  private static Map<String, Object> token(Invocation.Remote asked) {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("name", asked.argument(0));
    asked.option("role").ifPresent(role -> token.put("role", role));
    asked.option("inbox").ifPresent(inbox -> token.put("inbox", inbox));
    asked.option("sender").ifPresent(sender -> token.put("sender", sender));
    asked.option("days").ifPresent(days -> token.put("days", whole("--days", days, asked)));
    return token;
  }

  static Long whole(String option, String text, Invocation.Remote asked) {
    if (!text.matches("-?[0-9]{1,9}")) {
      throw invalid(option, "1, 2, 3…", asked);
    }
    return Long.valueOf(text);
  }

  static SageException invalid(String option, String accepted, Invocation.Remote asked) {
    return new SageException(
        ErrorCode.USAGE,
        new Message(
                "El valor de " + option + " no vale. Se acepta: " + accepted,
                "The value of " + option + " is not valid. Accepted: " + accepted)
            .in(asked.language()));
  }

  /// Whether a text names a file rather than a contract of the server.
  static boolean isFile(String text) {
    return text.contains("/")
        || List.of("yaml", "yml").contains(ending(text))
        || Files.exists(Path.of(text));
  }

  private static String ending(String text) {
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
