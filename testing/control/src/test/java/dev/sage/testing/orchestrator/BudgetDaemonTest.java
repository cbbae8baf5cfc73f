package dev.sage.testing.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Tariff;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launch;
import dev.sage.testing.orchestrator.ManualDaemon.Shared;
import dev.sage.testing.orchestrator.MemoryMetadata.Row;
import dev.sage.testing.simulation.MemoryStore;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.cost.Architecture;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Footprint;
import dev.sage.worker.cost.FunctionSize;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.cost.Money;
import dev.sage.worker.cost.PriceTable;
import dev.sage.worker.cost.Prices;
import dev.sage.worker.cost.Usage;
import dev.sage.worker.lease.MemoryLeases;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.message.WorkMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many files and one dollar. Functions work, fail, crash and are called twice; what they really
/// cost is written down by somebody else than the daemon, and held against what it thinks.
class BudgetDaemonTest {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Money DOLLAR = Money.parse("1");
  private static final int FILES = 10_000;
  private static final int SLOTS = 16;
  private static final FunctionSize SIZE = new FunctionSize(2L << 30, 10L << 30);
  private static final Prices PRICES =
      PriceTable.builtIn().find("us-east-1", Architecture.X86_64).orElseThrow();

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T00:00:00Z"));
  private final MemoryControlPath path = new MemoryControlPath(clock);
  private final MemoryMetadata metadata = path.metadata();
  private final MemoryStore store = new MemoryStore(true);
  private final MemoryLeases locks = new MemoryLeases(clock::nanoTime);
  private final SplittableRandom random = new SplittableRandom(5);
  private final Amazon amazon = new Amazon();
  private ManualDaemon daemon;

  private record Later(Instant at, Runnable what) {}

  /// Takes messages, does them when it is told to, and writes the bill.
  private final class Amazon extends MemoryLauncher {
    private final List<WorkMessage> taken = new ArrayList<>();
    private final List<Later> later = new ArrayList<>();
    private final Footprint footprint = Footprint.of(SIZE, LEASE);
    private Money bill = Money.ZERO;
    private int launched;

    @Override
    public Launch launch(byte[] message) {
      taken.add(MessageJson.read(message));
      launched++;
      return new Launch.Taken("1");
    }

    /// What is begun is there when its time has passed.
    void work() {
      taken.forEach(this::work);
      taken.clear();
      List<Later> due = later.stream().filter(one -> !one.at.isAfter(clock.instant())).toList();
      later.removeAll(due);
      due.forEach(one -> one.what.run());
    }

    private void after(Duration time, Runnable what) {
      later.add(new Later(clock.instant().plus(time), what));
    }

    private void work(WorkMessage message) {
      Duration start = Duration.ofMillis(random.nextLong(random.nextInt(3) == 0 ? 4_000 : 1));
      Duration took = Duration.ofMillis(500 + random.nextLong(600));
      switch (random.nextInt(100)) {
        case 0, 1 -> {
          after(start.plus(took), () -> fails(message, ErrorCode.DESTINATION_UNREACHABLE));
          bill(footprint.working(start.plus(took), 2, 1_000));
          bill(footprint.idle(Duration.ofSeconds(2)).times(2));
        }
        case 2 -> {
          Duration limit = message.limit().orElseThrow();
          after(start.plus(limit), () -> fails(message, ErrorCode.FUNCTION_TIME));
          bill(footprint.working(start.plus(limit), 2, 1_000));
        }
        case 3 -> {
          Duration limit = message.limit().orElseThrow();
          String name = message.order().execution().toString();
          after(limit.multipliedBy(3), () -> dead.add(new DeadLetter(name, write(message), "")));
          bill(footprint.working(start.plus(limit).plusSeconds(15), 0, 0).times(3));
        }
        default -> {
          Measured said = new Measured(start, took, SIZE.memory(), 900L << 20, 12, 100_000);
          after(start.plus(took), () -> ends(message, said));
          bill(footprint.working(start.plus(took).plusMillis(300), 12, 100_000));
        }
      }
      if (random.nextInt(200) == 0) {
        bill(footprint.idle(LEASE.dividedBy(3)));
      }
    }

    private static byte[] write(WorkMessage message) {
      return MessageJson.write(message);
    }

    private void bill(Usage usage) {
      bill = bill.plus(Cost.of(usage, PRICES).total());
    }
  }

  @BeforeEach
  void start() {
    daemon = daemon(DOLLAR);
  }

  private ManualDaemon daemon(Money budget) {
    Tariff tariff =
        new Tariff(PRICES, SIZE, LEASE, false, new Budget(Optional.of(budget), Optional.empty()));
    BurstParts burst =
        new BurstParts(
            new MemoryBurstQueue(metadata),
            new Placement(BurstLimits.DEFAULT, tariff),
            amazon,
            locks,
            store,
            () -> 0.1,
            Runnable::run,
            LEASE,
            Duration.ofSeconds(15));
    return new ManualDaemon(
        new DaemonSettings("uno", SLOTS, Duration.ofSeconds(1), LEASE, RetryPolicy.DEFAULT),
        new Shared(
            clock,
            metadata,
            new MemoryQueue(metadata),
            new MemoryLeases(clock::nanoTime),
            store,
            new MemoryOutbox(metadata, clock),
            List.of(),
            directory,
            UUID::randomUUID,
            new DaemonEvents() {},
            Optional.of(burst)),
        (_, _) ->
            new WorkOutcome.Ended(
                1, "done", 0, "Éxito", 1, 1, 0, 0, 0, 0, 0, List.of(), clock.instant()));
  }

  private void ends(WorkMessage message, Measured measured) {
    new FunctionFiles(store)
        .ends(message.order().execution(), message.order().attempt(), measured::addedTo);
  }

  private void fails(WorkMessage message, ErrorCode code) {
    new FunctionFiles(store).fails(message.order().execution(), message.order().attempt(), code);
  }

  /// Without looking whether each came before: nobody sends the same twice.
  private void arrive(int files) {
    UUID inbox = path.inbox();
    Arrivals arrivals = new Arrivals(path);
    for (int i = 0; i < files; i++) {
      Delivery delivery =
          arrivals.file(inbox, Optional.empty(), UUID.randomUUID() + ".csv", Arrivals.content());
      NewExecution execution = arrivals.execution(delivery, 0);
      Receipt receipt = new Receipt.Accepted(delivery.id(), execution.id(), 1, Optional.empty());
      metadata.receive(
          new MemoryMetadata.Received(delivery, receipt, execution.id(), false, 1), execution);
    }
  }

  private long ended() {
    return metadata.executions().stream().filter(row -> row.state().isEnd()).count();
  }

  /// What is done here takes long: as long as anything goes out. Then it does all the rest.
  private void turn() {
    int before = amazon.launched;
    daemon.ticks().dispatch();
    amazon.work();
    if (amazon.launched == before && amazon.later.isEmpty()) {
      daemon.work();
    }
    clock.pass(Duration.ofSeconds(8));
    daemon.ticks().watch();
    daemon.ticks().takeDeadLetters();
    assertThat(amazon.bill).isLessThanOrEqualTo(DOLLAR);
    assertThat(metadata.spent().day()).isLessThanOrEqualTo(DOLLAR);
  }

  @Test
  void a_dollar_is_never_passed_and_all_files_are_done() {
    arrive(FILES);

    for (int i = 0; i < 2_000 && ended() < FILES; i++) {
      turn();
    }

    List<Row> all = metadata.executions();
    assertThat(all).extracting(Row::state).containsOnly(ExecutionState.COMPLETED);
    assertThat(amazon.launched).isBetween(1_000, FILES / 2);
    assertThat(amazon.bill).isBetween(Money.parse("0.50"), DOLLAR);
    assertThat(metadata.spent().day())
        .as("what is thought is no less than what is billed")
        .isBetween(amazon.bill, DOLLAR);
    assertThat(all)
        .as("the last ones were done here because of the budget")
        .anySatisfy(row ->
            assertThat(row.decision().orElseThrow().reasons())
                .containsExactly(Reason.ROOM_HERE, Reason.BUDGET_SPENT));
  }

  @Test
  void on_the_next_day_work_goes_out_again() {
    daemon = daemon(Money.parse("0.10"));
    arrive(600);
    for (int i = 0; i < 2_000 && ended() < 600; i++) {
      turn();
    }
    int yesterday = amazon.launched;

    clock.pass(Duration.ofDays(1));
    arrive(SLOTS + 10);
    daemon.ticks().dispatch();

    assertThat(amazon.launched).isGreaterThan(yesterday);
  }
}
