package dev.sage.testing.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.notify.Outbox;
import dev.sage.spi.notify.Notification;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [Outbox] promises.
@Timeout(120)
public abstract class OutboxContract {
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final int MOST_TRIES = 100;

  private ControlPath path;
  private Outbox outbox;

  /// New and empty.
  protected abstract ControlPath path();

  @BeforeEach
  final void prepare() {
    path = path();
    outbox = path.outbox();
  }

  @Test
  public void whatIsAddedIsTakenAsItIsOldestFirst() {
    List<Notification> added = IntStream.range(0, 3).mapToObj(_ -> add()).toList();

    assertThat(outbox.take("email", 2, HOLD)).isEqualTo(added.subList(0, 2));
    assertThat(outbox.take("email", 2, HOLD)).isEqualTo(added.subList(2, 3));
    assertThat(outbox.take("email", 2, HOLD)).isEmpty();
  }

  @Test
  public void whatIsAddedAgainIsThereOnce() {
    Notification notification = add();

    outbox.add(notification);

    assertThat(outbox.take("email", 10, HOLD)).containsExactly(notification);
  }

  @Test
  public void whoTakesAndDiesHoldsItNoLongerThanItSaid() {
    Notification notification = add();
    outbox.take("email", 10, HOLD);

    path.pass(HOLD);

    assertThat(outbox.take("email", 10, HOLD)).containsExactly(notification);
  }

  @Test
  public void everyChannelTellsItOnce() {
    Notification notification = add();
    outbox.take("email", 10, HOLD);
    outbox.told("email", notification.id());
    outbox.told("email", notification.id());

    path.pass(HOLD);

    assertThat(outbox.take("email", 10, HOLD)).isEmpty();
    assertThat(outbox.take("webhook", 10, HOLD)).containsExactly(notification);
  }

  @Test
  public void whatFailedIsTakenAgainLater() {
    Notification notification = add();
    outbox.take("email", 10, HOLD);
    outbox.failed("email", notification.id(), "SERVER_UNREACHABLE");
    assertThat(outbox.take("email", 10, HOLD)).isEmpty();
    assertThat(outbox.take("webhook", 10, HOLD)).as("another channel").hasSize(1);

    path.pass(Duration.ofHours(1));

    assertThat(outbox.take("email", 10, HOLD)).containsExactly(notification);
  }

  @Test
  public void delaysGrowAndEndInNever() {
    Notification notification = add();
    int tries = 0;
    Duration delay = Duration.ZERO;
    for (Duration last = delay; tries < MOST_TRIES; last = delay) {
      delay = untilTaken();
      if (delay.compareTo(Duration.ofDays(2)) > 0) {
        break;
      }
      assertThat(delay).isGreaterThanOrEqualTo(last);
      outbox.failed("email", notification.id(), "SERVER_UNREACHABLE");
      tries++;
    }
    assertThat(tries).isBetween(3, MOST_TRIES - 1);
  }

  /// In steps of doubled length; longer than two days: never.
  private Duration untilTaken() {
    Duration passed = Duration.ZERO;
    Duration step = Duration.ofSeconds(30);
    while (outbox.take("email", 10, HOLD).isEmpty() && passed.toDays() <= 2) {
      path.pass(step);
      passed = passed.plus(step);
      step = passed;
    }
    return passed;
  }

  @Test
  public void whatWasToldInTheEndIsNotFailed() {
    Notification notification = add();
    outbox.take("email", 10, HOLD);
    outbox.told("email", notification.id());

    outbox.failed("email", notification.id(), "late");
    path.pass(Duration.ofDays(1));

    assertThat(outbox.take("email", 10, HOLD)).isEmpty();
  }

  @Test
  public void twoThatTakeNeverGetTheSame() {
    List<Notification> added = IntStream.range(0, 60).mapToObj(_ -> add()).toList();

    List<List<Notification>> taken =
        Together.run(
            3,
            _ ->
                IntStream.range(0, 30)
                    .mapToObj(_ -> outbox.take("email", 2, HOLD))
                    .flatMap(List::stream)
                    .toList());

    assertThat(taken.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(added);
  }

  private Notification add() {
    Notification notification =
        new Notification(
            UUID.randomUUID(),
            Notification.Kind.DELIVERY_REFUSED,
            Map.of("inbox", "Ventas", "file", "año \"2026\".csv"),
            path.now().truncatedTo(ChronoUnit.MILLIS));
    outbox.add(notification);
    return notification;
  }
}
