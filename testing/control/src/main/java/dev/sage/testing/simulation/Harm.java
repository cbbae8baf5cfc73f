package dev.sage.testing.simulation;

import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.testing.orchestrator.MemoryMetadata.Row;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/// What happens to machines: they die and are started again, stand still for longer than a lease,
/// lose their network, and are told things twice.
final class Harm {
  private static final int ONE_IN = 400;

  private final World world;
  private final Random random;
  private final Queue<Machine> dead = new ArrayDeque<>();
  private int kills;
  private int pauses;
  private int cuts;
  private int duplicates;
  private int crashes;

  Harm(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  Simulation.Harmed figures() {
    return new Simulation.Harmed(kills, pauses, cuts, duplicates, crashes);
  }

  /// Between two turns.
  void perhaps() {
    if (random.nextInt(ONE_IN) != 0) {
      return;
    }
    if (world.functions().filter(_ -> random.nextBoolean()).isPresent()) {
      world.functions().ifPresent(this::toFunctions);
      return;
    }
    Machine machine = world.machines.get(random.nextInt(world.machines.size()));
    switch (random.nextInt(6)) {
      case 0, 1 -> kill(machine);
      case 2 -> pause(machine);
      case 3 -> cut(machine);
      case 4 -> duplicate(machine);
      default -> bootOne();
    }
  }

  private void toFunctions(FunctionHost host) {
    List<Machine> working = host.machines();
    if (!working.isEmpty()) {
      Machine machine = working.get(random.nextInt(working.size()));
      switch (random.nextInt(3)) {
        case 0 -> {
          crashes++;
          host.crash(machine);
        }
        case 1 -> pause(machine);
        default -> cut(machine);
      }
    }
  }

  /// Whoever is dead is started again.
  void end() {
    while (!dead.isEmpty()) {
      bootOne();
    }
  }

  private void kill(Machine machine) {
    if (!dead.contains(machine)) {
      kills++;
      machine.kill();
      dead.add(machine);
    }
  }

  private void bootOne() {
    Machine machine = dead.poll();
    if (machine != null) {
      world.boot(machine);
    }
  }

  private void pause(Machine machine) {
    pauses++;
    machine.pause(Duration.ofMillis(random.nextLong(3 * World.LEASE.toMillis())));
  }

  private void cut(Machine machine) {
    cuts++;
    machine.cut(Duration.ofMillis(random.nextLong(2 * World.LEASE.toMillis())));
  }

  private void duplicate(Machine machine) {
    List<Row> running =
        world.metadata.executions().stream()
            .filter(row -> row.state() == ExecutionState.RUNNING)
            .toList();
    if (!running.isEmpty()) {
      duplicates++;
      world.duplicate(machine, running.get(random.nextInt(running.size())).order());
    }
  }
}
