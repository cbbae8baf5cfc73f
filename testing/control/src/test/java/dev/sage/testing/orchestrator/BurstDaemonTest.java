package dev.sage.testing.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.lease.Lease;
import dev.sage.testing.orchestrator.ManualDaemon.Shared;
import dev.sage.testing.orchestrator.MemoryMetadata.Row;
import dev.sage.testing.simulation.MemoryStore;
import dev.sage.worker.StopRequests;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.lease.MemoryLeases;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.message.Task;
import dev.sage.worker.message.WorkMessage;
import dev.sage.worker.steps.StepFailures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a daemon does about functions, step by step; what functions do is done by hand.
class BurstDaemonTest {
  private static final Duration LEASE = Duration.ofSeconds(60);

  /// Two functions, which are so slow that they do eleven bytes within their seventeen seconds.
  private static final BurstLimits IN_PARTS =
      new BurstLimits(
          3, 0.8, Duration.ofMinutes(1), 2, Duration.ofSeconds(17), 1, 1L << 30, 100, 2, 1);

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T08:00:00Z"));
  private final MemoryControlPath path = new MemoryControlPath(clock);
  private final MemoryMetadata metadata = path.metadata();
  private final MemoryStore store = new MemoryStore(true);
  private final MemoryLeases locks = new MemoryLeases(clock::nanoTime);
  private final MemoryLeases leases = new MemoryLeases(clock::nanoTime);
  private final Service service = new Service();
  private final List<Place> places = new ArrayList<>();
  private UUID inbox;
  private ManualDaemon daemon;

  /// Takes messages, and says what it is told to say.
  private static final class Service extends MemoryLauncher {
    private final List<WorkMessage> taken = new ArrayList<>();
    private Launch answer = new Launch.Taken("1");

    @Override
    public Launch launch(byte[] message) {
      if (answer instanceof Launch.Taken) {
        taken.add(MessageJson.read(message));
      }
      return answer;
    }
  }

  @BeforeEach
  void start() {
    inbox = path.inbox();
    daemon = daemon("uno");
  }

  private ManualDaemon daemon(String name) {
    return daemon(name, BurstLimits.DEFAULT);
  }

  private ManualDaemon daemon(String name, BurstLimits limits) {
    BurstParts burst =
        new BurstParts(
            new MemoryBurstQueue(metadata),
            new Placement(limits),
            service,
            locks,
            store,
            () -> 0.1,
            Runnable::run,
            LEASE,
            Duration.ofSeconds(15));
    DaemonEvents events =
        new DaemonEvents() {
          @Override
          public void placed(
              dev.sage.orchestrator.execution.Execution execution, Decision decision) {
            places.add(decision.place());
          }
        };
    return new ManualDaemon(
        new DaemonSettings(name, 3, Duration.ofSeconds(1), LEASE, RetryPolicy.DEFAULT),
        new Shared(
            clock,
            metadata,
            new MemoryQueue(metadata),
            leases,
            store,
            new MemoryOutbox(metadata, clock),
            List.of(),
            directory,
            UUID::randomUUID,
            events,
            Optional.of(burst)),
        (_, _) ->
            new WorkOutcome.Ended(
                1, "done", 0, "Éxito", 1, 1, 0, 0, 0, 0, 0, List.of(), clock.instant()));
  }

  private List<UUID> deliver(int files) {
    Arrivals arrivals = new Arrivals(path);
    return IntStream.range(0, files).mapToObj(_ -> arrivals.waiting(inbox, 0)).toList();
  }

  private Row row(UUID execution) {
    return metadata.executions().stream()
        .filter(row -> row.id().equals(execution))
        .findFirst()
        .orElseThrow();
  }

  /// Four and more wait: three are done here, the others go out. This is the first of these.
  private UUID launched() {
    UUID execution = deliver(4).getLast();
    daemon.ticks().dispatch();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);
    assertThat(service.taken).hasSize(1);
    return execution;
  }

  /// The same of one that is too large for a function: every delivery is.
  private UUID launchedInParts() {
    daemon = daemon("uno", IN_PARTS);
    UUID execution = launched();
    assertThat(row(execution).decision().orElseThrow().place()).isEqualTo(Place.FUNCTION_IN_PARTS);
    return execution;
  }

  private void look() {
    clock.pass(Duration.ofSeconds(11));
    daemon.ticks().watch();
  }

  private void functionEnds(UUID execution) {
    new FunctionFiles(store).ends(execution, 1, UnaryOperator.identity());
  }

  private void functionFails(UUID execution, long attempt, ErrorCode code) {
    new FunctionFiles(store).fails(execution, attempt, code);
  }

  @Test
  void three_are_done_here_and_the_others_go_out() {
    deliver(10);

    daemon.ticks().dispatch();

    assertThat(places)
        .hasSize(10)
        .startsWith(Place.HERE, Place.HERE, Place.HERE, Place.FUNCTION)
        .filteredOn(place -> place == Place.HERE)
        .hasSize(3);
    assertThat(service.taken).hasSize(7);
    assertThat(service.taken).extracting(m -> m.order().attempt()).containsOnly(1L);
    daemon.work();
    assertThat(metadata.executions())
        .filteredOn(row -> row.state() == ExecutionState.COMPLETED)
        .hasSize(3);
    assertThat(metadata.executions())
        .filteredOn(row -> row.state() == ExecutionState.RUNNING)
        .extracting(row -> row.decision().orElseThrow().reasons())
        .containsOnly(List.of(Reason.QUEUE_LONG))
        .hasSize(7);
  }

  @Test
  void a_short_queue_waits_for_room_here() {
    deliver(3);
    daemon.ticks().dispatch();
    deliver(3);

    daemon.ticks().dispatch();

    assertThat(service.taken).isEmpty();
    daemon.work();
    assertThat(metadata.executions()).extracting(Row::state).containsOnly(ExecutionState.COMPLETED);
  }

  @Test
  void what_a_function_ends_has_ended() {
    UUID execution = launched();
    look();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);

    functionEnds(execution);
    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    assertThat(row(execution).outcome().orElseThrow().read()).isEqualTo(7);
  }

  @Test
  void a_failure_that_passes_is_tried_again_and_one_that_does_not_is_final() {
    UUID execution = launched();
    functionFails(execution, 1, ErrorCode.DESTINATION_UNREACHABLE);
    look();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.PENDING);
    assertThat(new StopRequests(store).isAsked(execution, 1))
        .as("its message may come late")
        .isTrue();

    clock.pass(Duration.ofMinutes(10));
    deliver(9);
    daemon.ticks().dispatch();
    assertThat(row(execution).attempt()).isEqualTo(2);
    look();
    assertThat(row(execution).state())
        .as("the failure is that of the first attempt")
        .isEqualTo(ExecutionState.RUNNING);
  }

  @Test
  void a_final_failure_is_final() {
    UUID execution = launched();
    functionFails(execution, 1, ErrorCode.DESTINATION_MISMATCH);

    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.FAILED);
    assertThat(metadata.outbox()).hasSize(1);
  }

  @Test
  void what_ran_out_of_time_there_is_done_here() {
    UUID execution = launched();
    functionFails(execution, 1, ErrorCode.FUNCTION_TIME);
    daemon.work();
    look();

    clock.pass(Duration.ofMinutes(1));
    daemon.ticks().dispatch();
    daemon.work();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    assertThat(row(execution).decision().orElseThrow().place()).isEqualTo(Place.HERE);
    assertThat(service.taken).hasSize(1);
  }

  @Test
  void what_cannot_be_launched_is_done_here_and_later_ones_go_out_again() {
    service.answer =
        new Launch.Later(new SageException(ErrorCode.FUNCTION_UNREACHABLE, "Throttled."));
    List<UUID> executions = deliver(8);

    daemon.ticks().dispatch();
    daemon.work();
    daemon.ticks().dispatch();
    daemon.work();

    assertThat(executions).extracting(id -> row(id).state()).containsOnly(ExecutionState.COMPLETED);
    service.answer = new Launch.Taken("2");
    clock.pass(Duration.ofSeconds(16));
    deliver(8);
    daemon.ticks().dispatch();
    assertThat(service.taken).hasSize(5);
  }

  @Test
  void of_what_nothing_is_heard_the_lease_is_asked_for() {
    UUID execution = launched();
    Lease ofFunction = locks.acquire(execution, "function", LEASE, 1).orElseThrow();
    for (int i = 0; i < 40; i++) {
      assertThat(ofFunction.renew()).isTrue();
      look();
    }
    assertThat(row(execution).state()).as("it works").isEqualTo(ExecutionState.RUNNING);

    clock.pass(LEASE.multipliedBy(2));
    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.PENDING);
    assertThat(ofFunction.renew()).isFalse();
  }

  @Test
  void what_was_perhaps_launched_is_watched_like_all_else() {
    service.answer =
        new Launch.Unknown(new SageException(ErrorCode.FUNCTION_UNREACHABLE, "Broken."));
    UUID execution = deliver(4).getLast();
    daemon.ticks().dispatch();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);
    daemon.ticks().watch();

    for (int i = 0; i < 50; i++) {
      look();
    }
    assertThat(row(execution).state())
        .as("the service may have it in its queue")
        .isEqualTo(ExecutionState.RUNNING);

    clock.pass(BurstLimits.DEFAULT.time());
    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.PENDING);
    assertThat(row(execution).losses()).isZero();
  }

  @Test
  void a_dead_letter_puts_its_attempt_back_and_an_old_one_nothing() {
    UUID execution = launched();
    look();
    byte[] message = MessageJson.write(service.taken.getFirst());
    service.dead.add(new DeadLetter("a", message, ""));
    daemon.ticks().takeDeadLetters();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.PENDING);
    assertThat(service.dead).isEmpty();

    deliver(9);
    daemon.ticks().dispatch();
    service.dead.add(new DeadLetter("b", message, ""));
    service.dead.add(new DeadLetter("c", "{".getBytes(UTF_8), ""));
    daemon.ticks().takeDeadLetters();

    assertThat(row(execution).attempt()).isEqualTo(2);
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);
    assertThat(service.dead).isEmpty();
  }

  @Test
  void what_nobody_wants_any_more_is_asked_to_stop() {
    UUID execution = launched();
    metadata.requestStop(execution);
    look();
    assertThat(new StopRequests(store).isAsked(execution, 1)).isTrue();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);

    functionFails(execution, 1, ErrorCode.CANCELLED);
    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.CANCELLED);
  }

  @Test
  void what_takes_too_long_is_asked_to_stop() {
    UUID execution = launched();
    daemon.ticks().watch();
    assertThat(locks.acquire(execution, "function", Duration.ofHours(2), 1)).isPresent();
    clock.pass(Duration.ofMinutes(31));
    look();
    assertThat(new StopRequests(store).isAsked(execution, 1)).isTrue();

    functionFails(execution, 1, ErrorCode.CANCELLED);
    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.CANCELLED);
  }

  @Test
  void a_step_is_launched_once_until_a_function_would_have_had_its_time() {
    launchedInParts();
    look();
    assertThat(service.taken).extracting(WorkMessage::task).containsExactly(new Task.Split(100));

    clock.pass(IN_PARTS.time());
    look();

    assertThat(service.taken).hasSize(2);
  }

  @Test
  void a_step_that_failed_ends_its_attempt_and_the_next_one_begins_at_once() {
    UUID execution = launchedInParts();
    stepFails(0, ErrorCode.STORE_UNREACHABLE);
    look();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.PENDING);
    assertThat(new StopRequests(store).isAsked(execution, 1)).as("of the other steps").isTrue();

    clock.pass(Duration.ofMinutes(10));
    deliver(4);
    daemon.ticks().dispatch();
    assertThat(row(execution).attempt()).isEqualTo(2);
    assertThat(service.taken.get(1).order().attempt()).isEqualTo(2);
    look();
    assertThat(row(execution).state())
        .as("the failure is that of the first attempt")
        .isEqualTo(ExecutionState.RUNNING);
  }

  @Test
  void a_step_that_cannot_succeed_is_final() {
    UUID execution = launchedInParts();
    stepFails(0, ErrorCode.INPUT_CHANGED);

    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void steps_that_nobody_wants_any_more_are_stopped_once_they_were_told() {
    UUID execution = launchedInParts();
    metadata.requestStop(execution);
    look();
    assertThat(new StopRequests(store).isAsked(execution, 1)).isTrue();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);

    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(service.taken).hasSize(1);
  }

  @Test
  void while_the_last_step_works_its_word_is_waited_for() {
    UUID execution = launchedInParts();
    assertThat(locks.acquire(execution, "finish", LEASE.multipliedBy(9), 1)).isPresent();
    metadata.requestStop(execution);
    look();
    look();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);

    functionEnds(execution);
    look();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.COMPLETED);
  }

  private void stepFails(int message, ErrorCode code) {
    new StepFailures(store)
        .leave(
            service.taken.get(message).order(), new SageException(code, "It failed."), directory);
  }

  @Test
  void another_daemon_watches_when_the_first_is_gone() {
    UUID execution = launched();
    daemon.ticks().watch();
    ManualDaemon other = daemon("dos");
    functionEnds(execution);
    other.ticks().watch();
    assertThat(row(execution).state()).isEqualTo(ExecutionState.RUNNING);

    clock.pass(LEASE.multipliedBy(2));
    other.ticks().watch();

    assertThat(row(execution).state()).isEqualTo(ExecutionState.COMPLETED);
  }

  @Test
  void an_orphan_here_is_put_back_only_when_nobody_holds_its_lease() {
    List<UUID> executions = deliver(3);
    daemon.ticks().dispatch(); // and dies
    Lease held =
        locks.acquire(executions.getFirst(), "uno", LEASE.multipliedBy(9), 1).orElseThrow();
    clock.pass(LEASE.multipliedBy(2));

    daemon("dos").ticks().recover();

    assertThat(row(executions.getFirst()).state()).isEqualTo(ExecutionState.RUNNING);
    assertThat(row(executions.getLast()).state()).isEqualTo(ExecutionState.PENDING);
    held.release();
    daemon("dos").ticks().recover();
    assertThat(row(executions.getFirst()).state()).isEqualTo(ExecutionState.PENDING);
  }
}
