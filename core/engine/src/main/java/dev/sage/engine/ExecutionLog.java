package dev.sage.engine;

import dev.sage.engine.report.Event;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What happened in an execution: `log.txt` and the report's events. Never data values, never
/// secrets.
final class ExecutionLog {
  private final Clock clock;
  private final List<Event> events = new ArrayList<>();

  ExecutionLog(Clock clock) {
    this.clock = clock;
  }

  void info(String message) {
    events.add(new Event(clock.instant(), "info", message));
  }

  void error(String message) {
    events.add(new Event(clock.instant(), "error", message));
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  String text() {
    return events.stream()
        .map(event -> "%s %s %s\n".formatted(event.time(), event.level(), event.message()))
        .collect(Collectors.joining());
  }
}
