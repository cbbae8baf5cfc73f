package dev.sage.testing.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.Cancellation;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Inbox.ContractVersion;
import dev.sage.orchestrator.inbox.Sender;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import dev.sage.spi.notify.NotificationChannel;
import dev.sage.testing.orchestrator.ManualDaemon.Shared;
import dev.sage.testing.orchestrator.MemoryMetadata.Row;
import dev.sage.testing.simulation.MemoryStore;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.lease.MemoryLeases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a daemon does, step by step, on a clock that the test sets.
class DaemonIT {
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration LEASE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T08:00:00Z"));
  private final Set<UUID> leased = new HashSet<>();
  private final MemoryMetadata metadata = new MemoryMetadata(clock, leased::contains);
  private final MemoryStore store = new MemoryStore(true);
  private final List<Notification> told = new ArrayList<>();
  private final List<Transition> changes = new ArrayList<>();
  private final List<Transition> overtaken = new ArrayList<>();
  private final List<WorkOrder> orders = new ArrayList<>();
  private boolean databaseIsAway;
  private boolean channelIsAway;
  private long ids;

  @BeforeEach
  void makeInbox() throws IOException {
    folder = Files.createDirectories(directory.resolve("ventas"));
    metadata.add(inbox(List.of(), SETTLE));
  }

  @Test
  void a_file_is_taken_processed_and_moved() throws IOException {
    ManualDaemon daemon = daemon("uno", this::done);
    deliver("ventas.csv", "a;1");

    arrive(daemon);
    assertThat(rows()).extracting(Row::state).containsExactly(ExecutionState.PENDING);
    assertThat(folder.resolve("ventas.csv")).exists();

    process(daemon);
    assertThat(rows()).extracting(Row::state).containsExactly(ExecutionState.COMPLETED);
    assertThat(store.content(rows().getFirst().id(), "input/ventas.csv"))
        .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("a;1"));

    daemon.ticks().scan();
    assertThat(folder.resolve("ventas.csv")).doesNotExist();
    assertThat(folder.resolve("processed/ventas.csv")).hasContent("a;1");
  }

  @Test
  void a_refused_delivery_goes_to_rejected_and_is_announced() throws IOException {
    ManualDaemon daemon = daemon("uno", (order, _) -> ended("refused", "Fallido"));
    deliver("ventas.csv", "mal");

    arrive(daemon);
    process(daemon);
    daemon.ticks().scan();
    daemon.ticks().carry();

    assertThat(folder.resolve("rejected/ventas.csv")).hasContent("mal");
    assertThat(told)
        .extracting(Notification::kind)
        .containsExactly(Notification.Kind.DELIVERY_REFUSED);
  }

  @Test
  void the_same_content_again_is_a_duplicate_and_is_moved_without_being_processed()
      throws IOException {
    ManualDaemon daemon = daemon("uno", this::done);
    deliver("ventas.csv", "a;1");
    arrive(daemon);
    process(daemon);
    daemon.ticks().scan();

    deliver("ventas-otra-vez.csv", "a;1");
    arrive(daemon);
    daemon.ticks().scan();

    assertThat(rows()).hasSize(1);
    assertThat(folder.resolve("processed/ventas-otra-vez.csv")).exists();
  }

  @Test
  void other_content_under_the_same_name_is_a_delivery_of_its_own() throws IOException {
    ManualDaemon daemon = daemon("uno", this::done);
    deliver("ventas.csv", "a;1");
    arrive(daemon);
    process(daemon);
    daemon.ticks().scan();

    deliver("ventas.csv", "a;2");
    arrive(daemon);
    process(daemon);
    daemon.ticks().scan();

    assertThat(rows()).extracting(Row::state).containsOnly(ExecutionState.COMPLETED).hasSize(2);
    assertThat(folder.resolve("processed/ventas-2.csv")).hasContent("a;2");
  }

  @Test
  void what_is_written_over_while_it_is_processed_is_another_delivery() throws IOException {
    ManualDaemon daemon = daemon("uno", this::done);
    deliver("ventas.csv", "a;1");
    arrive(daemon);

    deliver("ventas.csv", "a;22");
    process(daemon);
    daemon.ticks().scan();
    assertThat(folder.resolve("ventas.csv")).hasContent("a;22");

    arrive(daemon);
    assertThat(rows()).hasSize(2);
  }

  @Test
  void a_file_of_somebody_unknown_is_refused_and_never_processed() throws IOException {
    metadata.add(inbox(List.of(sender("norte")), SETTLE));
    ManualDaemon daemon = daemon("uno", this::done);
    deliver("ventas.csv", "a;1");
    deliver("norte/ventas.csv", "a;2");

    arrive(daemon);
    daemon.ticks().scan();

    assertThat(rows()).hasSize(1);
    assertThat(folder.resolve("rejected/ventas.csv")).exists();
    assertThat(folder.resolve("norte/ventas.csv")).exists();
  }

  @Test
  void one_of_two_daemons_serves_an_inbox_and_the_other_one_when_it_is_gone() throws IOException {
    ManualDaemon one = daemon("uno", this::done);
    ManualDaemon two = daemon("dos", this::done);
    one.ticks().scan();
    deliver("ventas.csv", "a;1");
    two.ticks().scan();
    clock.pass(SETTLE);
    two.ticks().scan();
    assertThat(rows()).isEmpty();

    clock.pass(LEASE.plusSeconds(1)); // one is gone
    arrive(two);

    assertThat(rows()).hasSize(1);
  }

  @Test
  void a_daemon_that_stops_leaves_its_inboxes_at_once() throws IOException {
    ManualDaemon one = daemon("uno", this::done);
    ManualDaemon two = daemon("dos", this::done);
    one.ticks().scan();
    one.ticks().leave();
    deliver("ventas.csv", "a;1");

    arrive(two);

    assertThat(rows()).hasSize(1);
  }

  @Test
  void no_more_than_so_many_are_done_at_a_time_and_the_next_follows_at_once() throws IOException {
    ManualDaemon daemon = daemon("uno", this::done);
    for (int i = 0; i < 8; i++) {
      deliver("v" + i + ".csv", "a;" + i);
    }
    arrive(daemon);

    daemon.ticks().dispatch();
    assertThat(daemon.ticks().running()).isEqualTo(3);
    daemon.work();

    assertThat(rows()).extracting(Row::state).containsOnly(ExecutionState.COMPLETED).hasSize(8);
  }

  @Test
  void what_passes_is_tried_again_and_then_fails_and_is_announced() throws IOException {
    ManualDaemon daemon =
        daemon(
            "uno",
            (_, _) -> {
              throw new SageException(ErrorCode.DESTINATION_UNREACHABLE, "Nobody answers.");
            });
    deliver("ventas.csv", "a;1");
    arrive(daemon);

    for (int i = 0; i < 10; i++) {
      process(daemon);
      clock.pass(Duration.ofMinutes(10));
    }
    daemon.ticks().carry();

    Row row = rows().getFirst();
    assertThat(row.state()).isEqualTo(ExecutionState.FAILED);
    assertThat(row.attempt()).isEqualTo(4);
    assertThat(told)
        .extracting(Notification::kind)
        .containsExactly(Notification.Kind.EXECUTION_FAILED);
  }

  @Test
  void a_fault_of_sages_own_fails_at_once_and_the_daemon_goes_on() throws IOException {
    ManualDaemon daemon =
        daemon(
            "uno",
            (order, cancellation) -> {
              if (orders.size() == 1) {
                throw new IllegalStateException("a bug");
              }
              return done(order, cancellation);
            });
    deliver("a.csv", "a;1");
    deliver("b.csv", "a;2");
    arrive(daemon);
    process(daemon);

    assertThat(rows())
        .extracting(Row::state)
        .containsExactlyInAnyOrder(ExecutionState.FAILED, ExecutionState.COMPLETED);
  }

  @Test
  void an_execution_that_takes_too_long_is_stopped() throws IOException {
    ManualDaemon[] daemon = new ManualDaemon[1];
    daemon[0] =
        daemon(
            "uno",
            (_, cancellation) -> {
              clock.pass(Duration.ofMinutes(31));
              daemon[0].ticks().check();
              cancellation.check();
              return ended("done", "Éxito");
            });
    deliver("ventas.csv", "a;1");
    arrive(daemon[0]);
    process(daemon[0]);

    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(changes)
        .last()
        .isInstanceOfSatisfying(
            Transition.Stop.class,
            stop -> assertThat(stop.failure().code()).isEqualTo(ErrorCode.TIME_LIMIT));
  }

  @Test
  void an_execution_that_somebody_does_not_want_any_more_is_stopped() throws IOException {
    ManualDaemon[] daemon = new ManualDaemon[1];
    daemon[0] =
        daemon(
            "uno",
            (order, cancellation) -> {
              metadata.requestStop(order.execution());
              daemon[0].ticks().check();
              cancellation.check();
              return ended("done", "Éxito");
            });
    deliver("ventas.csv", "a;1");
    arrive(daemon[0]);
    process(daemon[0]);

    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.CANCELLED);
  }

  @Test
  void a_daemon_that_stops_gives_back_what_it_had_begun() throws IOException {
    ManualDaemon[] daemon = new ManualDaemon[1];
    daemon[0] =
        daemon(
            "uno",
            (_, cancellation) -> {
              daemon[0].ticks().stop();
              cancellation.check();
              return ended("done", "Éxito");
            });
    deliver("ventas.csv", "a;1");
    arrive(daemon[0]);
    process(daemon[0]);
    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.PENDING);

    process(daemon("dos", this::done));
    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.COMPLETED);
  }

  @Test
  void an_execution_whose_lease_another_has_waits() throws IOException {
    ManualDaemon daemon = daemon("uno", (_, _) -> new WorkOutcome.Busy());
    deliver("ventas.csv", "a;1");
    arrive(daemon);
    process(daemon);
    process(daemon);

    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.PENDING);
    assertThat(rows().getFirst().attempt()).isEqualTo(1);
  }

  @Test
  void what_nobody_works_on_any_more_is_put_back_and_done_by_another() throws IOException {
    ManualDaemon lost = daemon("uno", this::done);
    ManualDaemon other = daemon("dos", this::done);
    deliver("ventas.csv", "a;1");
    arrive(lost);
    lost.ticks().dispatch(); // and dies before it works
    UUID execution = rows().getFirst().id();
    leased.add(execution);
    clock.pass(LEASE.multipliedBy(2));
    other.ticks().recover();
    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.RUNNING);

    leased.remove(execution);
    other.ticks().recover();
    process(other);
    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.COMPLETED);

    lost.work(); // it wakes up
    assertThat(overtaken).hasSize(1);
    assertThat(rows().getFirst().history())
        .containsExactly(
            ExecutionState.PENDING,
            ExecutionState.RUNNING,
            ExecutionState.PENDING,
            ExecutionState.RUNNING,
            ExecutionState.COMPLETED);
  }

  @Test
  void an_outcome_that_cannot_be_said_is_said_when_the_database_is_back() throws IOException {
    ManualDaemon daemon =
        daemon(
            "uno",
            (_, _) -> {
              databaseIsAway = true;
              return ended("done", "Éxito");
            });
    deliver("ventas.csv", "a;1");
    arrive(daemon);
    process(daemon);
    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.RUNNING);

    databaseIsAway = false;
    daemon.ticks().check();

    assertThat(rows().getFirst().state()).isEqualTo(ExecutionState.COMPLETED);
  }

  @Test
  void a_notification_that_nobody_takes_is_sent_again() throws IOException {
    ManualDaemon daemon = daemon("uno", (_, _) -> ended("refused", "Fallido"));
    deliver("ventas.csv", "mal");
    arrive(daemon);
    process(daemon);
    channelIsAway = true;
    daemon.ticks().carry();
    assertThat(told).isEmpty();

    channelIsAway = false;
    clock.pass(Duration.ofMinutes(10));
    daemon.ticks().carry();
    daemon.ticks().carry();

    assertThat(told).hasSize(1);
  }

  private WorkOutcome done(WorkOrder order, Cancellation cancellation) {
    return ended("done", "Éxito");
  }

  private WorkOutcome ended(String outcome, String status) {
    int exit = outcome.equals("done") ? 0 : 1;
    return new WorkOutcome.Ended(
        1, outcome, exit, status, 1, 1, 0, 0, 0, 0, 0, List.of(), clock.instant());
  }

  /// Two looks, between which the file stays as it is.
  private void arrive(ManualDaemon daemon) {
    daemon.ticks().scan();
    clock.pass(SETTLE);
    daemon.ticks().renew();
    daemon.ticks().scan();
  }

  private static void process(ManualDaemon daemon) {
    daemon.ticks().dispatch();
    daemon.work();
  }

  private void deliver(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<Row> rows() {
    return metadata.executions();
  }

  private ManualDaemon daemon(String name, dev.sage.orchestrator.daemon.ExecutionWork work) {
    DaemonSettings settings =
        new DaemonSettings(name, 3, Duration.ofSeconds(1), LEASE, RetryPolicy.DEFAULT);
    return new ManualDaemon(
        settings,
        shared,
        (order, cancellation) -> {
          orders.add(order);
          return work.process(order, cancellation);
        });
  }

  private final MemoryLeases leases = new MemoryLeases(clock::nanoTime);

  private Shared shared;

  @BeforeEach
  void share() {
    NotificationChannel channel =
        new NotificationChannel() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public void send(Notification notification) {
            if (channelIsAway) {
              throw new SageException(ErrorCode.SERVER_UNREACHABLE, "Nobody answers.");
            }
            told.add(notification);
          }
        };
    shared =
        new Shared(
            clock,
            metadata,
            new SometimesAwayQueue(new MemoryQueue(metadata), () -> databaseIsAway),
            leases,
            store,
            new MemoryOutbox(metadata, clock),
            List.of(channel),
            directory.resolve("scratch"),
            () -> new UUID(7, ids++),
            new Listening(),
            Optional.empty());
  }

  private final class Listening implements DaemonEvents {
    @Override
    public void changed(Execution execution, Transition transition) {
      changes.add(transition);
    }

    @Override
    public void overtaken(Execution execution, Transition transition) {
      overtaken.add(transition);
    }
  }

  private static Sender sender(String name) {
    return new Sender(new UUID(2, 1), new UUID(1, 1), name, Optional.empty(), Optional.empty());
  }

  private Inbox inbox(List<Sender> senders, Duration settle) {
    return new Inbox(
        new UUID(1, 1),
        "ventas",
        new ContractVersion(new UUID(3, 1), "ventas.yaml", 1, "00", new byte[] {'x'}),
        Optional.of(folder),
        senders,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Language.ES,
        0,
        Duration.ofMinutes(30),
        settle);
  }
}
