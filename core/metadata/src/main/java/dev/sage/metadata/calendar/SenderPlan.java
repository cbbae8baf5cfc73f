package dev.sage.metadata.calendar;

import dev.sage.metadata.database.Row;
import dev.sage.orchestrator.calendar.DeliveryDay;
import dev.sage.orchestrator.calendar.DeliveryDay.Punctuality;
import dev.sage.orchestrator.calendar.Expectation;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A sender of an inbox, or nobody in particular, and what is expected.
///
/// @param since when the expectation was set
record SenderPlan(
    Key key,
    String inboxName,
    String senderName,
    ZoneId zone,
    Optional<Expectation> expectation,
    Instant since) {

  /// @param sender empty: nobody in particular
  record Key(UUID inbox, Optional<UUID> sender) {}

  /// A day on which something was to have come until now.
  record Overdue(
      UUID sender,
      LocalDate date,
      Instant due,
      Instant begin,
      Instant end,
      Map<String, String> facts) {}

  static SenderPlan read(Row row) throws SQLException {
    Key key = new Key(row.id("casilla"), row.maybeId("emisor"));
    ZoneId zone = ZoneId.of(row.text("zona"));
    return new SenderPlan(
        key,
        row.text("casilla_nombre"),
        row.maybeText("emisor_nombre").orElse(""),
        zone,
        expectation(row, key, zone),
        row.maybeTime("desde").orElse(Instant.EPOCH));
  }

  private static Optional<Expectation> expectation(Row row, Key key, ZoneId zone)
      throws SQLException {
    if (key.sender().isEmpty() || row.maybeText("hora").isEmpty()) {
      return Optional.empty();
    }
    Set<DayOfWeek> days =
        row.wholes("dias").stream().map(DayOfWeek::of).collect(Collectors.toSet());
    return Optional.of(
        new Expectation(key.inbox(), key.sender().get(), days, row.hour("hora"), zone));
  }

  /// What is to be said about that day; empty: nothing was expected and nothing came.
  Optional<DeliveryDay> day(LocalDate date, List<DatedArrival> nearby, Instant now) {
    List<DatedArrival> arrived =
        nearby.stream()
            .filter(a -> a.arrival().at().atZone(zone).toLocalDate().equals(date))
            .toList();
    Optional<Instant> due = due(date);
    if (due.isEmpty() && arrived.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeliveryDay(
            date,
            key.inbox(),
            inboxName,
            key.sender(),
            senderName,
            due,
            arrived.stream().map(DatedArrival::arrival).toList(),
            due.map(until -> punctuality(until, arrived, now)).orElse(Punctuality.UNEXPECTED)));
  }

  private static Punctuality punctuality(Instant due, List<DatedArrival> arrived, Instant now) {
    Optional<Instant> first =
        arrived.stream().filter(DatedArrival::counts).map(a -> a.arrival().at()).findFirst();
    if (first.isPresent()) {
      return first.get().isAfter(due) ? Punctuality.LATE : Punctuality.ON_TIME;
    }
    return now.isAfter(due) ? Punctuality.MISSING : Punctuality.NOT_YET;
  }

  private Optional<Instant> due(LocalDate date) {
    return expectation.filter(e -> e.isFor(date)).map(e -> e.due(date).toInstant());
  }

  /// Today, and yesterday in case nobody looked after its hour, unless it was not expected then.
  List<Overdue> overdue(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return Stream.of(today, today.minusDays(1))
        .filter(date ->
            due(date)
                .filter(due -> now.isAfter(due) && (date.equals(today) || due.isAfter(since)))
                .isPresent())
        .map(this::overdue)
        .toList();
  }

  private Overdue overdue(LocalDate date) {
    Instant due = due(date).orElseThrow();
    return new Overdue(
        key.sender().orElseThrow(),
        date,
        due,
        date.atStartOfDay(zone).toInstant(),
        date.plusDays(1).atStartOfDay(zone).toInstant(),
        Map.of("inbox", inboxName, "sender", senderName, "due", due.toString()));
  }
}
