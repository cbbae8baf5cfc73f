package dev.sage.testing.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.calendar.DeliveryDay;
import dev.sage.orchestrator.calendar.DeliveryDay.Punctuality;
import dev.sage.orchestrator.calendar.Expectation;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.spi.notify.Notification;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [DeliveryCalendar] promises. Senders live where it is noon, so that a day has as much
/// before as behind it whenever this runs.
@Timeout(120)
public abstract class CalendarContract {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  private ControlPath path;
  private Arrivals arrivals;
  private DeliveryCalendar calendar;
  private UUID inbox;
  private ZonedDateTime noon;
  private LocalDate today;

  /// New and empty.
  protected abstract ControlPath path();

  @BeforeEach
  final void prepare() {
    path = path();
    arrivals = new Arrivals(path);
    calendar = path.calendar();
    inbox = path.inbox();
    Instant now = path.now();
    int hour = now.atZone(ZoneOffset.UTC).getHour();
    noon = now.atZone(ZoneOffset.ofHours(12 - hour)).truncatedTo(ChronoUnit.MINUTES);
    today = noon.toLocalDate();
  }

  @Test
  public void whoHasSentInTimeIsOnTime() {
    UUID sender = expected("norte", noon.plusHours(1));
    Delivery delivery = sent(sender, noon.minusHours(1));

    assertThat(calendar.day(today, Optional.of(inbox)))
        .singleElement()
        .satisfies(day -> {
          assertThat(day.punctuality()).isEqualTo(Punctuality.ON_TIME);
          assertThat(day.date()).isEqualTo(today);
          assertThat(day.inbox()).isEqualTo(inbox);
          assertThat(day.inboxName()).isEqualTo(inbox.toString());
          assertThat(day.sender()).contains(sender);
          assertThat(day.senderName()).isEqualTo("norte");
          assertThat(day.due()).contains(noon.plusHours(1).toInstant());
          assertThat(day.arrived())
              .extracting(DeliveryDay.Arrival::delivery)
              .containsExactly(delivery.id());
        });
  }

  @Test
  public void theFirstArrivalCounts() {
    UUID sender = expected("norte", noon.minusHours(2));
    sent(sender, noon.minusHours(3));
    sent(sender, noon.minusHours(1));

    assertThat(only().punctuality()).isEqualTo(Punctuality.ON_TIME);
    assertThat(only().arrived()).hasSize(2);
  }

  @Test
  public void whoSentAfterItsHourIsLate() {
    sent(expected("norte", noon.minusHours(2)), noon.minusHours(1));

    assertThat(only().punctuality()).isEqualTo(Punctuality.LATE);
  }

  @Test
  public void whoHasNotSentIsMissingAfterItsHourAndPendingBefore() {
    expected("a norte", noon.minusHours(1));
    expected("b sur", noon.plusHours(1));

    assertThat(calendar.day(today, Optional.of(inbox)))
        .extracting(DeliveryDay::senderName, DeliveryDay::punctuality)
        .containsExactly(
            tuple("a norte", Punctuality.MISSING), tuple("b sur", Punctuality.NOT_YET));
  }

  @Test
  public void whoWasNotExpectedAndSentIsUnexpected() {
    UUID sender = path.sender(inbox, "norte");
    expect(sender, noon, otherDays());
    sent(sender, noon.minusHours(1));

    assertThat(only().punctuality()).isEqualTo(Punctuality.UNEXPECTED);
    assertThat(only().due()).isEmpty();
  }

  @Test
  public void ofWhoWasNotExpectedAndDidNotSendNothingIsSaid() {
    path.sender(inbox, "sin expectativa");
    expect(path.sender(inbox, "otros días"), noon, otherDays());

    assertThat(calendar.day(today, Optional.of(inbox))).isEmpty();
  }

  @Test
  public void whatAnybodySentIsUnexpectedAndNobodys() {
    sent(Optional.empty(), Arrivals.content(), ZonedDateTime.ofInstant(path.now(), ZoneOffset.UTC));

    DeliveryDay day =
        calendar
            .day(path.now().atZone(ZoneOffset.UTC).toLocalDate(), Optional.of(inbox))
            .getFirst();
    assertThat(day.sender()).isEmpty();
    assertThat(day.punctuality()).isEqualTo(Punctuality.UNEXPECTED);
  }

  @Test
  public void aDayIsThatOfItsSender() {
    UUID sender = expected("norte", noon);
    sent(sender, today.atStartOfDay(noon.getZone()));
    sent(sender, today.minusDays(1).atTime(LocalTime.MAX).atZone(noon.getZone()));

    assertThat(only().arrived()).hasSize(1);
    DeliveryDay yesterday = calendar.day(today.minusDays(1), Optional.of(inbox)).getFirst();
    assertThat(yesterday.arrived()).hasSize(1);
    assertThat(yesterday.punctuality()).isEqualTo(Punctuality.LATE);
  }

  @Test
  public void duplicatesAndRefusalsAreShownAndDoNotCount() {
    UUID sender = expected("norte", noon.minusHours(1));
    String content = Arrivals.content();
    sent(Optional.of(sender), content, noon.minusDays(2));
    sent(Optional.of(sender), content, noon.minusHours(3));
    path.ledger()
        .refuse(
            delivery(Optional.of(sender), Arrivals.content(), noon.minusHours(2)),
            "Nobody knows you.");

    assertThat(only().punctuality()).isEqualTo(Punctuality.MISSING);
    assertThat(only().arrived())
        .hasSize(2)
        .allSatisfy(arrival -> {
          assertThat(arrival.state()).isEmpty();
          assertThat(arrival.wrong()).isNotEmpty();
        });
    assertThat(only().arrived().get(1).wrong()).contains("Nobody knows you.");
  }

  @Test
  public void anArrivalSaysWhatCameOfIt() {
    sent(expected("norte", noon), noon.minusHours(1));
    assertThat(only().arrived().getFirst().state()).contains(ExecutionState.PENDING);
    Execution execution = path.queue().claim("d", 1).getFirst();
    path.queue().apply(execution.id(), 1, Arrivals.partial());

    DeliveryDay.Arrival arrival = only().arrived().getFirst();

    assertThat(arrival.execution()).contains(execution.id());
    assertThat(arrival.state()).contains(ExecutionState.PARTIAL);
    assertThat(arrival.read()).isEqualTo(10);
    assertThat(arrival.rejected()).isEqualTo(3);
    assertThat(arrival.wrong()).isNotEmpty();
  }

  @Test
  public void withoutAnInboxAllAreTold() {
    expected("norte", noon);
    UUID other = path.inbox();
    path.expect(
        new Expectation(
            other, path.sender(other, "sur"), DAILY, noon.toLocalTime(), noon.getZone()));

    assertThat(calendar.day(today, Optional.empty())).hasSize(2);
    assertThat(calendar.day(today, Optional.of(other)))
        .extracting(DeliveryDay::senderName)
        .containsExactly("sur");
  }

  @Test
  public void whoIsLateIsAnnouncedOnceADay() {
    expected("norte", noon.minusHours(1));
    expected("sur", noon.plusHours(1));
    sent(expected("este", noon.minusHours(1)), noon.minusMinutes(30));
    expect(path.sender(inbox, "oeste"), noon.minusHours(1), otherDays());

    assertThat(calendar.announceLate()).isEqualTo(1);
    assertThat(calendar.announceLate()).isZero();

    assertThat(path.outbox().take("email", 10, Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.kind()).isEqualTo(Notification.Kind.DELIVERY_LATE);
          assertThat(one.facts())
              .containsEntry("inbox", inbox.toString())
              .containsEntry("sender", "norte")
              .containsEntry("due", noon.minusHours(1).toInstant().toString());
        });
  }

  @Test
  public void whoeverAnnouncesAtOnceAnnouncesOnce() {
    for (int i = 0; i < 10; i++) {
      expected("emisor " + i, noon.minusHours(1));
    }

    List<Integer> announced = Together.run(4, _ -> calendar.announceLate());

    assertThat(announced.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
    assertThat(path.outbox().take("email", 100, Duration.ofMinutes(1))).hasSize(10);
  }

  private DeliveryDay only() {
    List<DeliveryDay> days = calendar.day(today, Optional.of(inbox));
    assertThat(days).hasSize(1);
    return days.getFirst();
  }

  private UUID expected(String name, ZonedDateTime until) {
    UUID sender = path.sender(inbox, name);
    expect(sender, until, DAILY);
    return sender;
  }

  private void expect(UUID sender, ZonedDateTime until, Set<DayOfWeek> days) {
    path.expect(new Expectation(inbox, sender, days, until.toLocalTime(), noon.getZone()));
  }

  private Set<DayOfWeek> otherDays() {
    return EnumSet.complementOf(
        EnumSet.of(today.getDayOfWeek(), today.minusDays(1).getDayOfWeek()));
  }

  private Delivery sent(UUID sender, ZonedDateTime at) {
    return sent(Optional.of(sender), Arrivals.content(), at);
  }

  private Delivery sent(Optional<UUID> sender, String content, ZonedDateTime at) {
    Delivery delivery = delivery(sender, content, at);
    arrivals.receive(delivery);
    return delivery;
  }

  private Delivery delivery(Optional<UUID> sender, String content, ZonedDateTime at) {
    return Arrivals.delivery(inbox, sender, Optional.empty(), "a.csv", content, at.toInstant());
  }
}
