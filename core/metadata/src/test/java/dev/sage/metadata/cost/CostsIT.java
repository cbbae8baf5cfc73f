package dev.sage.metadata.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.testing.orchestrator.BurstArrivals;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.cost.Money;
import dev.sage.worker.cost.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people see of what functions cost.
final class CostsIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final Usage USED = new Usage(1, 1_024_000, 0, 12, 9, 4, 2, 100, 0);
  private static final Cost MOST = cost(900);
  private static final Cost KNOWN = cost(10);
  private static final Measured MEASURED =
      new Measured(Duration.ofMillis(1_500), Duration.ofMillis(2_500), 2L << 30, 1L << 30, 12, 99);

  private PostgresqlControlPath path;
  private BurstQueue queue;
  private Costs costs;

  private static Cost cost(long nanos) {
    Money each = new Money(nanos);
    return new Cost(each, each, each, each, each, each);
  }

  @BeforeEach
  void open() {
    path = new PostgresqlControlPath(database);
    queue = path.burst();
    costs = new Costs(database.get());
  }

  @AfterEach
  void close() {
    path.close();
  }

  private UUID launched() {
    UUID execution = BurstArrivals.waiting(path);
    Reservation reservation = new Reservation(cost(20), USED.times(3), MOST, Optional.empty());
    Decision there =
        new Decision(Place.FUNCTION, List.of(Reason.QUEUE_LONG), Optional.of(reservation));
    assertThat(queue.claim("daemon-1", Map.of(execution, there), Budget.NONE)).hasSize(1);
    return execution;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(path.now(), ZoneOffset.UTC);
  }

  private List<Costs.Day> days() {
    return costs.perDay(today().minusDays(3), today().plusDays(1));
  }

  @Test
  void a_day_sums_up_what_is_known_and_what_is_reserved() {
    UUID one = launched();
    launched();
    queue.settle(one, 1, new Settled.Used(USED, KNOWN, Optional.of(MEASURED)));

    Costs.Day day = days().getFirst();

    assertThat(days()).hasSize(1);
    assertThat(day.date()).isEqualTo(today());
    assertThat(day.functions()).isEqualTo(2);
    assertThat(day.open()).isEqualTo(1);
    assertThat(day.invocations()).isEqualTo(4);
    assertThat(day.gbSeconds()).isEqualByComparingTo("4");
    assertThat(day.cost()).isEqualTo(cost(910));
    assertThat(day.reserved()).isEqualTo(MOST.total());
    assertThat(costs.spent()).isEqualTo(new Spent(day.cost().total(), day.cost().total()));
  }

  @Test
  void an_execution_shows_what_it_was_expected_to_cost_and_what_it_did() {
    UUID one = launched();

    Costs.OfExecution before = costs.of(one).orElseThrow();
    assertThat(before.isSettled()).isFalse();
    assertThat(before.estimated()).isEqualTo(cost(20).total());
    assertThat(before.total()).isEqualTo(MOST.total());

    queue.settle(one, 1, new Settled.Used(USED, KNOWN, Optional.of(MEASURED)));
    Costs.OfExecution after = costs.of(one).orElseThrow();
    assertThat(after.isSettled()).isTrue();
    assertThat(after.total()).isEqualTo(KNOWN.total());
    assertThat(after.gbSeconds()).isEqualByComparingTo("1");
    assertThat(costs.of(new UUID(0, 1))).isEmpty();
  }

  @Test
  void what_functions_measured_is_kept_the_latest_last() {
    queue.settle(launched(), 1, new Settled.Used(USED, KNOWN, Optional.empty()));
    queue.settle(launched(), 1, new Settled.Used(USED, KNOWN, Optional.of(MEASURED)));

    assertThat(costs.measured(10)).containsExactly(MEASURED);
  }

  @Test
  void days_and_months_end_at_midnight_of_utc() {
    launched();
    database.run("UPDATE costos_dia SET dia = dia - 1");

    assertThat(costs.spent().day()).isEqualTo(Money.ZERO);
    assertThat(costs.spent().month())
        .isEqualTo(today().getDayOfMonth() == 1 ? Money.ZERO : MOST.total());
    database.run("UPDATE costos_dia SET dia = dia - 31");
    assertThat(costs.spent()).isEqualTo(Spent.NOTHING);
  }

  @Test
  void what_is_forgotten_with_its_execution_was_spent_all_the_same() {
    UUID one = launched();
    queue.settle(one, 1, new Settled.Used(USED, KNOWN, Optional.empty()));

    database.run("DELETE FROM ejecuciones_yaml WHERE id = '%s'".formatted(one));

    assertThat(costs.of(one)).isEmpty();
    assertThat(costs.spent().day()).isEqualTo(KNOWN.total());
  }

  @Test
  void what_was_done_here_is_counted_beside_it() {
    UUID one = BurstArrivals.waiting(path);
    queue.claim("daemon-1", Map.of(one, new Decision(Place.HERE, List.of(Reason.ROOM_HERE))));
    database.run(
        "UPDATE ejecuciones_yaml SET estado = 'completada', terminada_en = now() WHERE id = '%s'"
            .formatted(one));

    assertThat(days())
        .singleElement()
        .satisfies(day -> {
          assertThat(day.here()).isEqualTo(1);
          assertThat(day.functions()).isZero();
          assertThat(day.cost()).isEqualTo(Cost.NONE);
        });
  }
}
