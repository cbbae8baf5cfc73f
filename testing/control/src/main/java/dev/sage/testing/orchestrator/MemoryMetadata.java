package dev.sage.testing.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.placement.Candidate;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.notify.Notification;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.cost.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a database would hold, in memory. One lock is its transaction. Its clock is the server's.
public final class MemoryMetadata {
  private final InstantSource clock;
  private final Predicate<UUID> leased;
  private final Map<UUID, Row> executions = new LinkedHashMap<>();
  private final Map<UUID, Received> deliveries = new LinkedHashMap<>();
  private final Map<UUID, Inbox> inboxes = new LinkedHashMap<>();
  private final List<Notification> outbox = new ArrayList<>();
  private final MemoryCosts costs = new MemoryCosts();

  /// @param leased whether somebody holds the lease of an execution
  public MemoryMetadata(InstantSource clock, Predicate<UUID> leased) {
    this.clock = clock;
    this.leased = leased;
  }

  public synchronized void add(Inbox inbox) {
    inboxes.put(inbox.id(), inbox);
  }

  public synchronized List<Inbox> inboxes() {
    return List.copyOf(inboxes.values());
  }

  /// Every execution there is, as it is now.
  public synchronized List<Row> executions() {
    return executions.values().stream().map(Row::copy).toList();
  }

  public synchronized List<Received> deliveries() {
    return List.copyOf(deliveries.values());
  }

  public synchronized List<Notification> outbox() {
    return List.copyOf(outbox);
  }

  /// What is added again is there once.
  public synchronized void add(Notification notification) {
    if (outbox.stream().noneMatch(one -> one.id().equals(notification.id()))) {
      outbox.add(notification);
    }
  }

  synchronized void announce(UUID id, Notification.Kind kind, Map<String, String> facts) {
    add(new Notification(id, kind, facts, clock.instant()));
  }

  synchronized Optional<Receipt> receipt(UUID delivery) {
    return Optional.ofNullable(deliveries.get(delivery)).map(received -> received.receipt);
  }

  /// Somebody wants an execution to be stopped.
  public synchronized void requestStop(UUID execution) {
    row(execution).stopRequested = true;
  }

  synchronized Optional<Received> byContent(UUID inbox, String sha256) {
    return deliveries.values().stream()
        .filter(r -> r.execution != null && !r.duplicate)
        .filter(r -> r.delivery.inbox().equals(inbox) && r.delivery.sha256().equals(sha256))
        .findFirst();
  }

  synchronized void receive(Received received, @Nullable NewExecution execution) {
    deliveries.put(received.delivery.id(), received);
    if (execution != null) {
      executions.put(
          execution.id(),
          new Row(execution, received.delivery, clock.instant(), executions.size()));
    }
  }

  synchronized List<Execution> claim(String daemon, int most) {
    Instant now = clock.instant();
    List<Row> due =
        executions.values().stream()
            .filter(row -> row.state == ExecutionState.PENDING && !row.availableAt.isAfter(now))
            .sorted(Row.ORDER)
            .limit(most)
            .toList();
    due.forEach(row -> row.claim(daemon, now));
    return due.stream().map(Row::execution).toList();
  }

  synchronized BurstQueue.Waiting waiting(int most) {
    Instant now = clock.instant();
    List<Row> due =
        executions.values().stream()
            .filter(row -> row.state == ExecutionState.PENDING && !row.availableAt.isAfter(now))
            .sorted(Row.ORDER)
            .toList();
    List<Candidate> first = due.stream().limit(most).map(row -> row.candidate(now)).toList();
    return new BurstQueue.Waiting(due.size(), elsewhere().size(), costs.spent(now), first);
  }

  synchronized List<Execution> claim(String daemon, Map<UUID, Decision> wanted, Budget budget) {
    Instant now = clock.instant();
    Map<UUID, Decision> chosen =
        budget.affordable(costs.spent(now), wanted, MemoryMetadata::reserved);
    List<Row> due =
        executions.values().stream()
            .filter(row -> row.state == ExecutionState.PENDING && !row.availableAt.isAfter(now))
            .filter(row -> chosen.containsKey(row.id()))
            .sorted(Row.ORDER)
            .toList();
    due.forEach(row -> {
      row.claim(daemon, now);
      row.decision = chosen.get(row.id());
      row.decision()
          .flatMap(Decision::reservation)
          .ifPresent(one -> costs.reserve(row.id(), row.attempt, one, now));
    });
    return due.stream().map(Row::execution).toList();
  }

  private static Money reserved(Decision decision) {
    return decision.reservation().map(one -> one.most().total()).orElse(Money.ZERO);
  }

  synchronized void settle(UUID execution, long attempt, Settled settled) {
    costs.settle(execution, attempt, settled);
  }

  /// What functions cost today and this month.
  public synchronized Spent spent() {
    return costs.spent(clock.instant());
  }

  private List<Row> elsewhere() {
    return executions.values().stream()
        .filter(row -> row.state == ExecutionState.RUNNING && row.isElsewhere())
        .toList();
  }

  synchronized List<Delegated> delegated() {
    Instant now = clock.instant();
    return elsewhere().stream()
        .map(row ->
            new Delegated(
                row.execution(),
                row.decision().orElseThrow().place(),
                Duration.between(row.claimedAt, now),
                row.stopRequested,
                costs.limit(row.id(), row.attempt),
                Optional.empty()))
        .toList();
  }

  synchronized boolean apply(UUID id, long attempt, Transition transition) {
    Row row = row(id);
    if (row.attempt != attempt || !transition.from().contains(row.state)) {
      return false;
    }
    row.change(transition, clock.instant());
    transition
        .announces()
        .ifPresent(kind ->
            announce(
                UUID.nameUUIDFromBytes((id + ":" + attempt).getBytes(UTF_8)),
                kind,
                Map.of("execution", id.toString(), "state", row.state.published())));
    return true;
  }

  synchronized List<Execution> orphans(Duration grace) {
    Instant before = clock.instant().minus(grace);
    return executions.values().stream()
        .filter(row -> row.state == ExecutionState.RUNNING)
        .filter(row -> row.claimedAt.isBefore(before) && !row.isElsewhere())
        .filter(row -> !leased.test(row.id()))
        .map(Row::execution)
        .toList();
  }

  synchronized Set<UUID> toStop(String daemon) {
    Set<UUID> ids = new LinkedHashSet<>();
    executions.values().stream()
        .filter(row -> row.state == ExecutionState.RUNNING && row.stopRequested)
        .filter(row -> row.daemon.equals(daemon))
        .forEach(row -> ids.add(row.id()));
    return ids;
  }

  synchronized Duration untilDue() {
    Instant now = clock.instant();
    return executions.values().stream()
        .filter(row -> row.state == ExecutionState.PENDING)
        .map(row -> Duration.between(now, row.availableAt))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .min(Duration::compareTo)
        .orElse(Duration.ofDays(2));
  }

  synchronized Optional<ExecutionState> state(@Nullable UUID execution) {
    return Optional.ofNullable(executions.get(execution)).map(row -> row.state);
  }

  private Row row(UUID execution) {
    Row row = executions.get(execution);
    if (row == null) {
      throw new IllegalArgumentException("No such execution: " + execution);
    }
    return row;
  }

  /// A delivery in the ledger.
  public static final class Received {
    final Delivery delivery;
    final Receipt receipt;
    final @Nullable UUID execution;
    final boolean duplicate;
    final int version;
    @Nullable String movedTo;

    Received(
        Delivery delivery,
        Receipt receipt,
        @Nullable UUID execution,
        boolean duplicate,
        int version) {
      this.delivery = delivery;
      this.receipt = receipt;
      this.execution = execution;
      this.duplicate = duplicate;
      this.version = version;
    }

    public Delivery delivery() {
      return delivery;
    }

    public boolean isDuplicate() {
      return duplicate;
    }

    public Optional<String> movedTo() {
      return Optional.ofNullable(movedTo);
    }
  }

  /// An execution in the queue and after it.
  public static final class Row {
    static final java.util.Comparator<Row> ORDER =
        java.util.Comparator.<Row>comparingInt(row -> -row.execution.priority())
            .thenComparingInt(row -> row.number);

    final NewExecution execution;
    final Delivery delivery;
    final Instant arrived;
    final int number;
    ExecutionState state = ExecutionState.PENDING;
    long attempt;
    int failures;
    int losses;
    Instant availableAt;
    Instant claimedAt = Instant.MIN;
    String daemon = "";
    boolean stopRequested;
    boolean wasTooSlowThere;
    @Nullable Decision decision;
    WorkOutcome.@Nullable Ended outcome;
    final List<ExecutionState> history = new ArrayList<>();

    Row(NewExecution execution, Delivery delivery, Instant now, int number) {
      this.execution = execution;
      this.delivery = delivery;
      this.arrived = now;
      this.availableAt = now;
      this.number = number;
      history.add(state);
    }

    public UUID id() {
      return execution.id();
    }

    public ExecutionState state() {
      return state;
    }

    public long attempt() {
      return attempt;
    }

    public int losses() {
      return losses;
    }

    public Optional<WorkOutcome.Ended> outcome() {
      return Optional.ofNullable(outcome);
    }

    /// The states it was in, in order.
    public List<ExecutionState> history() {
      return List.copyOf(history);
    }

    /// Where it was decided that it is done.
    public Optional<Decision> decision() {
      return Optional.ofNullable(decision);
    }

    boolean isElsewhere() {
      return decision != null && decision.place().isElsewhere();
    }

    Candidate candidate(Instant now) {
      return new Candidate(
          id(),
          delivery.size(),
          execution.priority(),
          Duration.between(availableAt, now),
          wasTooSlowThere);
    }

    Row copy() {
      Row copy = new Row(execution, delivery, arrived, number);
      copy.state = state;
      copy.attempt = attempt;
      copy.failures = failures;
      copy.losses = losses;
      copy.outcome = outcome;
      copy.decision = decision;
      copy.history.clear();
      copy.history.addAll(history);
      return copy;
    }

    void claim(String by, Instant now) {
      attempt++;
      daemon = by;
      claimedAt = now;
      stopRequested = false;
      to(ExecutionState.RUNNING);
    }

    void change(Transition transition, Instant now) {
      switch (transition) {
        case Transition.Claim _ -> throw new IllegalArgumentException("Claims are claimed.");
        case Transition.End end -> outcome = end.outcome();
        case Transition.Postpone postpone -> {
          wasTooSlowThere = postpone.failure().code() == ErrorCode.FUNCTION_TIME;
          again(now, postpone.delay(), 1, 0);
        }
        case Transition.Recover recover -> again(now, recover.delay(), 0, 1);
        case Transition.HandBack back -> again(now, back.delay(), 0, 0);
        case Transition.Retry _ -> {
          failures = 0;
          losses = 0;
          availableAt = now;
        }
        case Transition.Fail _, Transition.Cancel _, Transition.Stop _ -> {}
      }
      boolean unwanted = stopRequested && transition.to() == ExecutionState.PENDING;
      to(unwanted ? ExecutionState.CANCELLED : transition.to());
      stopRequested = false;
    }

    private void again(Instant now, Duration delay, int failed, int lost) {
      availableAt = now.plus(delay);
      failures += failed;
      losses += lost;
    }

    private void to(ExecutionState next) {
      state = next;
      history.add(next);
    }

    Execution execution() {
      return new Execution(
          id(),
          delivery.inbox(),
          delivery.id(),
          order(),
          execution.priority(),
          attempt,
          failures,
          losses,
          execution.deadline(),
          arrived);
    }

    /// What its worker is told.
    public WorkOrder order() {
      WorkOrder order = execution.order();
      return new WorkOrder(
          order.execution(),
          Math.max(1, attempt),
          order.contractName(),
          order.contractSha256(),
          order.input(),
          order.catalog(),
          order.delivery(),
          order.onError(),
          order.language(),
          order.corrects(),
          order.origin());
    }
  }
}
