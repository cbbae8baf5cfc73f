package dev.sage.bench.scale;

import dev.sage.bench.burst.MixedFiles;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.placement.Candidate;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.lease.MemoryLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The queue of executions, small enough for ten million: those that nobody has touched yet are a
/// range of numbers. What it decides itself is what a database does: order, once, by whom.
final class Backlog implements BurstQueue, ExecutionQueue {
  private static final long IDS = 0x0198_c0de_0000_4000L;
  private static final UUID INBOX = new UUID(IDS, -1);
  private static final Instant ARRIVED = Instant.EPOCH;
  private static final Duration DEADLINE = Duration.ofHours(1);
  private static final int BYTES_PER_ROW = 26;
  private static final MixedFiles MIX = new MixedFiles(Integer.MAX_VALUE, 0);
  private static final String SHA256 = "0".repeat(64);

  private final Timeline time;
  private final Statements statements;
  private final int countTo;
  private final Listener listener;
  private final Arrival arrival;
  private final Map<UUID, Entry> open = new HashMap<>();
  private final TreeMap<Integer, Entry> due = new TreeMap<>();
  private final PriorityQueue<Entry> later =
      new PriorityQueue<>(
          Comparator.<Entry>comparingLong(e -> e.available).thenComparingInt(e -> e.number));
  private final Map<UUID, Entry> elsewhere = new LinkedHashMap<>();
  private int arrived;
  private int fresh;

  /// When a file of a number came.
  interface Arrival {
    long of(int number);
  }

  /// Told what becomes of executions.
  interface Listener {
    void claimed(Entry entry);

    void changed(Entry entry, Transition transition);
  }

  /// @param countTo no more than so many are counted
  Backlog(Timeline time, Statements statements, int countTo, Arrival arrival, Listener listener) {
    this.time = time;
    this.countTo = countTo;
    this.statements = statements;
    this.arrival = arrival;
    this.listener = listener;
  }

  static int rows(int number) {
    return MIX.rows(number);
  }

  static long bytes(int rows) {
    return (long) rows * BYTES_PER_ROW;
  }

  /// More files are there.
  void arrive(int more) {
    arrived += more;
  }

  @Nullable Entry find(UUID execution) {
    return open.get(execution);
  }

  private int pending() {
    for (Entry next = later.peek();
        next != null && next.available <= time.now();
        next = later.peek()) {
      later.poll();
      due.put(next.number, next);
    }
    return due.size() + arrived - fresh;
  }

  private static UUID id(int number) {
    return new UUID(IDS, number);
  }

  @Override
  public Waiting waiting(int most) {
    int pending = pending();
    List<Candidate> first = new ArrayList<>(Math.min(most, pending));
    long now = time.now();
    for (Entry entry : due.values()) {
      if (first.size() < most) {
        first.add(entry.candidate(now));
      }
    }
    for (int i = fresh; i < arrived && first.size() < most; i++) {
      first.add(
          new Candidate(
              id(i), bytes(rows(i)), 0, Duration.ofNanos(Math.max(0, now - arrival.of(i))), false));
    }
    boolean isKnown = first.size() < most || first.size() >= countTo;
    int total = isKnown ? first.size() : Math.min(pending, countTo);
    statements.waiting(first.size(), isKnown ? 0 : total, elsewhere.size());
    return new Waiting(total, elsewhere.size(), Spent.NOTHING, first);
  }

  @Override
  public List<Execution> claim(String daemon, Map<UUID, Decision> chosen, Budget budget) {
    statements.claim(chosen.size());
    List<Execution> claimed = new ArrayList<>(chosen.size());
    chosen.forEach((id, decision) -> claimed.add(claim(take(id), decision)));
    return claimed;
  }

  /// Nobody has set a budget here.
  @Override
  public void settle(UUID execution, long attempt, Settled settled) {
    statements.apply();
  }

  /// From those that wait.
  private Entry take(UUID id) {
    @Nullable Entry known = open.get(id);
    if (known != null) {
      due.remove(known.number);
      return known;
    }
    int number = (int) id.getLeastSignificantBits();
    for (; fresh < number; fresh++) {
      Entry skipped = entry(fresh);
      due.put(skipped.number, skipped);
    }
    fresh++;
    return entry(number);
  }

  private Entry entry(int number) {
    Entry entry =
        new Entry(
            number, id(number), rows(number), arrival.of(number), new MemoryLeases(time::now));
    open.put(entry.id, entry);
    return entry;
  }

  private Execution claim(Entry entry, Decision decision) {
    entry.running = true;
    entry.attempt++;
    entry.claimed = time.now();
    entry.decision = decision;
    if (decision.place().isElsewhere()) {
      elsewhere.put(entry.id, entry);
    }
    Execution execution = execution(entry);
    entry.execution = execution;
    listener.claimed(entry);
    return execution;
  }

  private static Execution execution(Entry entry) {
    WorkOrder order =
        new WorkOrder(
            entry.id,
            entry.attempt,
            "ventas.yaml",
            SHA256,
            new WorkOrder.Input(entry.id, "ventas.csv"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Language.ES,
            Optional.empty(),
            WorkOrder.Origin.NONE);
    return new Execution(
        entry.id,
        INBOX,
        entry.id,
        order,
        0,
        entry.attempt,
        entry.failures,
        entry.losses,
        DEADLINE,
        ARRIVED);
  }

  @Override
  public List<Delegated> delegated() {
    statements.delegated(elsewhere.size());
    List<Delegated> all = new ArrayList<>(elsewhere.size());
    long now = time.now();
    for (Entry entry : elsewhere.values()) {
      if (!entry.isDecided) {
        all.add(
            new Delegated(
                Objects.requireNonNull(entry.execution),
                place(entry),
                Duration.ofNanos(Math.max(0, now - entry.claimed)),
                false,
                Optional.empty(),
                Optional.empty()));
      }
    }
    return all;
  }

  private static Place place(Entry entry) {
    return Objects.requireNonNull(entry.decision).place();
  }

  /// It counts when the statement is over: what else happens meanwhile does not see it.
  @Override
  public boolean apply(UUID execution, long attempt, Transition transition) {
    statements.apply();
    @Nullable Entry entry = open.get(execution);
    if (entry == null || !isRight(entry, attempt, transition)) {
      return false;
    }
    entry.isDecided = true;
    time.at(time.now(), () -> settle(entry, transition));
    return true;
  }

  private static boolean isRight(Entry entry, long attempt, Transition transition) {
    return entry.running
        && !entry.isDecided
        && entry.attempt == attempt
        && transition.from().contains(ExecutionState.RUNNING);
  }

  private void settle(Entry entry, Transition transition) {
    entry.running = false;
    entry.isDecided = false;
    elsewhere.remove(entry.id);
    switch (transition) {
      case Transition.Postpone postpone -> {
        entry.failures++;
        entry.wasTooSlow = postpone.failure().code() == ErrorCode.FUNCTION_TIME;
        again(entry, postpone.delay());
      }
      case Transition.Recover recover -> {
        entry.losses++;
        again(entry, recover.delay());
      }
      case Transition.HandBack back -> again(entry, back.delay());
      case Transition.End _, Transition.Fail _, Transition.Stop _ -> open.remove(entry.id);
      case Transition.Claim _, Transition.Cancel _, Transition.Retry _ ->
          throw new IllegalStateException("Nobody asks for that here.");
    }
    listener.changed(entry, transition);
  }

  private void again(Entry entry, Duration delay) {
    entry.decisions++;
    entry.available = time.now() + delay.toNanos();
    later.add(entry);
  }

  /// Nothing stops here but functions.
  @Override
  public List<Execution> orphans(Duration grace) {
    return List.of();
  }

  @Override
  public Set<UUID> toStop(String daemon) {
    statements.small();
    return Set.of();
  }

  @Override
  public boolean isOpen(UUID execution) {
    return open.containsKey(execution);
  }

  @Override
  public Duration untilDue() {
    statements.small();
    if (pending() > 0) {
      return Duration.ZERO;
    }
    @Nullable Entry next = later.peek();
    return next == null ? Duration.ofDays(2) : Duration.ofNanos(next.available - time.now());
  }

  /// Whoever makes time pass knows when to look.
  @Override
  public void await(Duration atMost) {}

  /// Where there are functions, it is claimed by id.
  @Override
  public List<Execution> claim(String daemon, int most) {
    throw new UnsupportedOperationException("Executions are claimed with a decision here.");
  }
}
