package dev.sage.cli;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `sage inbox add` and `sage inbox edit`: options become the fields of an inbox.
record InboxCommand(Remote server) {
  private static final String INBOXES = "/api/v1/inboxes";
  private static final Pattern EXPECTATION =
      Pattern.compile("([^=]+)=([1-7](?:[-;][1-7])*),([0-2][0-9]:[0-5][0-9]),(\\S+)");
  private static final Map<String, String> TEXTS =
      Map.of(
          "description", "description",
          "folder", "folder",
          "daemon", "daemon",
          "catalog", "catalog",
          "package", "package",
          "on-error", "on_error",
          "deadline", "deadline",
          "settle", "settle");

  Remote.Answer add(Invocation.Remote asked) {
    if (asked.option("contract").isEmpty()) {
      throw new SageException(
          ErrorCode.USAGE,
          new Message("Falta: --contract FILE|NAME.", "Missing: --contract FILE|NAME.")
              .in(asked.language()));
    }
    Map<String, Object> inbox = new LinkedHashMap<>();
    inbox.put("name", asked.argument(0));
    change(inbox, asked);
    return server.json("POST", INBOXES, inbox);
  }

  Remote.Answer edit(Invocation.Remote asked) {
    String path = INBOXES + "/" + Remote.part(asked.argument(0));
    Remote.Answer before = server.get(path);
    Map<String, Object> inbox = new LinkedHashMap<>();
    before
        .json()
        .members()
        .forEach((name, value) -> {
          if (!List.of("id", "revision", "created_at", "updated_at").contains(name)) {
            inbox.put(name, value);
          }
        });
    change(inbox, asked);
    return server.json("PUT", path, inbox, "If-Match", before.etag().orElse("*"));
  }

  private void change(Map<String, Object> inbox, Invocation.Remote asked) {
    asked.option("contract").ifPresent(text -> inbox.put("contract", contract(text, asked)));
    TEXTS.forEach(
        (option, field) -> asked.option(option).ifPresent(text -> inbox.put(field, text)));
    asked
        .option("folder")
        .ifPresent(text -> inbox.put("folder", Path.of(text).toAbsolutePath().toString()));
    asked
        .option("priority")
        .ifPresent(text -> inbox.put("priority", RemoteCommand.whole("--priority", text, asked)));
    asked.option("active").ifPresent(text -> inbox.put("active", text.equals("true")));
    if (asked.options().containsKey("sender") || asked.options().containsKey("expect")) {
      inbox.put("senders", senders(asked));
    }
  }

  /// A file is published under its own name first.
  private String contract(String text, Invocation.Remote asked) {
    if (!RemoteCommand.isFile(text)) {
      return text;
    }
    Path file = Path.of(text);
    InputFile.check(file, asked.language());
    String name = String.valueOf(file.getFileName()).replaceAll("\\.ya?ml$", "");
    server.file(
        "PUT", "/api/v1/contracts/" + Remote.part(name), file, "application/yaml", "If-Match", "*");
    return name;
  }

  private static List<Map<String, Object>> senders(Invocation.Remote asked) {
    Map<String, Map<String, Object>> senders = new LinkedHashMap<>();
    for (String text : asked.options().getOrDefault("sender", List.of())) {
      String[] parts = text.split("=", 2);
      Map<String, Object> sender = sender(senders, parts[0]);
      if (parts.length == 2) {
        sender.put("pattern", parts[1]);
      }
    }
    for (String text : asked.options().getOrDefault("expect", List.of())) {
      Matcher matcher = EXPECTATION.matcher(text);
      if (!matcher.matches()) {
        throw RemoteCommand.invalid("--expect", "norte=1-5,07:00,America/Lima", asked);
      }
      Map<String, Object> expectation = new LinkedHashMap<>();
      expectation.put("days", days(matcher.group(2)));
      expectation.put("until", matcher.group(3));
      expectation.put("zone", matcher.group(4));
      sender(senders, matcher.group(1)).put("expectation", expectation);
    }
    return List.copyOf(senders.values());
  }

  private static Map<String, Object> sender(Map<String, Map<String, Object>> senders, String name) {
    return senders.computeIfAbsent(name, _ -> new LinkedHashMap<>(Map.of("name", name)));
  }

  /// `1-5;7` is Monday to Friday and Sunday.
  private static List<Integer> days(String text) {
    List<Integer> days = new ArrayList<>();
    for (String range : text.split(";")) {
      int first = range.charAt(0) - '0';
      int last = range.charAt(range.length() - 1) - '0';
      for (int day = first; day <= last; day++) {
        days.add(day);
      }
    }
    return days;
  }
}
