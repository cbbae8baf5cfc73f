package dev.sage.testing.simulation;

import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.testing.orchestrator.MemoryMetadata.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// Two or three daemons, a sender and much bad luck, from one seed. After a while the bad luck is
/// over; then everything must be done, once, and nothing be left.
///
/// ```
/// Simulation.Result result = new Simulation(new Simulation.Options(true), scratch).run(42);
/// ```
public final class Simulation {
  private static final Duration TROUBLE = Duration.ofMinutes(2);
  private static final int MOST_TURNS = 300_000;

  private final Options options;
  private final Path scratch;

  /// @param scratch a directory that no other simulation uses at the same time
  public Simulation(Options options, Path scratch) {
    this.options = options;
    this.scratch = scratch;
  }

  /// @param fences whether the store refuses smaller tokens; false plants a fault
  /// @param functions whether there are functions that executions can go to
  public record Options(boolean fences, boolean functions) {}

  /// How much of what happened.
  ///
  /// @param pauses machines that stood still
  /// @param cuts networks that were away
  /// @param duplicates messages that came twice
  /// @param crashes of functions
  public record Harmed(int kills, int pauses, int cuts, int duplicates, int crashes) {}

  /// How a run ended.
  ///
  /// @param elsewhere executions whose last attempt was a function's
  /// @param violations what must not be; none: all is well
  public record Result(
      long seed, long turns, int deliveries, int elsewhere, Harmed harm, List<String> violations) {
    public Result {
      violations = List.copyOf(violations);
    }
  }

  /// Runs a seed from start to end. Turns go from one virtual thread to another, so it is one too.
  public Result run(long seed) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> result.completeAsync(() -> simulate(seed), Runnable::run));
    return result.join();
  }

  private Result simulate(long seed) {
    Random dice = new Random(seed * 31 + 7);
    World world = new World(seed, dice.nextInt(15), options, scratch);
    for (int i = 2 + dice.nextInt(2); i > 0; i--) {
      world.boot(world.addMachine());
    }
    Sender sender = new Sender(world, 3 + dice.nextInt(6));
    Harm harm = new Harm(world, new Random(seed * 17 + 3));
    try {
      world.scheduler.run(() -> isTroubleOver(world), harm::perhaps);
      world.faults.end();
      harm.end();
      world.scheduler.run(
          () -> isDone(world, sender) || world.scheduler.turns() > MOST_TURNS, () -> {});
      List<String> violations = new Judgement(world, sender).violations();
      return new Result(
          seed,
          world.scheduler.turns(),
          sender.files(),
          elsewhere(world),
          harm.figures(),
          violations);
    } finally {
      world.scheduler.close();
    }
  }

  private static int elsewhere(World world) {
    return (int)
        world.metadata.executions().stream()
            .filter(row -> row.decision().filter(d -> d.place().isElsewhere()).isPresent())
            .count();
  }

  private static boolean isTroubleOver(World world) {
    return world.scheduler.nanoTime() > TROUBLE.toNanos();
  }

  private static boolean isDone(World world, Sender sender) {
    return sender.isDone()
        && world.folder.isEmpty()
        && world.metadata.executions().stream().map(Row::state).allMatch(ExecutionState::isEnd)
        && world.metadata.deliveries().stream().allMatch(d -> d.movedTo().isPresent())
        && !world.anyLeaseHeld();
  }

  /// Writes files, each in two goes; some twice under two names.
  static final class Sender {
    private final World world;
    private final int files;
    private int written;

    Sender(World world, int files) {
      this.world = world;
      this.files = files;
      Machine own = new Machine("sender", world.scheduler);
      own.spawn("sender", this::send);
    }

    int files() {
      return files;
    }

    boolean isDone() {
      return written == files;
    }

    /// What a file holds: every third holds what the one before it does.
    static byte[] content(int number) {
      int same = number % 3 == 2 ? number - 1 : number;
      return ("ventas " + same).getBytes(StandardCharsets.UTF_8);
    }

    private void send() {
      for (int i = 0; i < files; i++) {
        world.scheduler.sleep(Duration.ofMillis(world.random.nextInt(15_000)));
        String path = "ventas-%d.csv".formatted(i);
        world.folder.write(path, new byte[] {'v'}, world.scheduler.instant());
        world.scheduler.sleep(Duration.ofMillis(1 + world.random.nextInt(4_000)));
        world.folder.write(path, content(i), world.scheduler.instant());
        written++;
      }
    }
  }
}
