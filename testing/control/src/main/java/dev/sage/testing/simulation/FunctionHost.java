package dev.sage.testing.simulation;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.burst.Launcher;
import dev.sage.testing.orchestrator.MemoryLauncher;
import dev.sage.worker.message.MessageJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A service that starts functions. It delivers messages late and some twice, each to a machine of
/// its own, tries again what failed, and puts away what failed every time.
final class FunctionHost extends MemoryLauncher {
  private static final int ATTEMPTS = 3;
  private static final int ONE_IN = 20;
  private static final Duration LATE = Duration.ofSeconds(8);

  private final World world;
  private final Map<Machine, Delivery> running = new LinkedHashMap<>();
  private int taken;

  FunctionHost(World world) {
    this.world = world;
  }

  private record Delivery(byte[] message, int attempt) {}

  /// The service as a machine sees it: what is lost on the way was taken, or not.
  Launcher behind(Network network) {
    Launcher seen = network.to(Launcher.class, this, ErrorCode.FUNCTION_UNREACHABLE);
    return new Launcher() {
      @Override
      public Launch launch(byte[] message) {
        try {
          return seen.launch(message);
        } catch (SageException e) {
          return new Launch.Unknown(e);
        }
      }

      @Override
      public List<DeadLetter> deadLetters(int most) {
        return seen.deadLetters(most);
      }

      @Override
      public void forget(DeadLetter letter) {
        seen.forget(letter);
      }

      @Override
      public int largestMessage() {
        return FunctionHost.this.largestMessage();
      }

      @Override
      public String display() {
        return FunctionHost.this.display();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Launch launch(byte[] message) {
    if (isUnlucky()) {
      return new Launch.Later(
          new SageException(ErrorCode.FUNCTION_UNREACHABLE, "Throttled by the simulation."));
    }
    deliver(new Delivery(message, 1));
    if (isUnlucky()) {
      deliver(new Delivery(message, 1));
    }
    return new Launch.Taken(Integer.toString(taken));
  }

  private boolean isUnlucky() {
    return world.faults.on() && world.random.nextInt(ONE_IN) == 0;
  }

  private void deliver(Delivery delivery) {
    Machine machine = new Machine("f" + taken++, world.scheduler);
    running.put(machine, delivery);
    machine.spawn("function", () -> run(machine, delivery));
  }

  private void run(Machine machine, Delivery delivery) {
    world.scheduler.sleep(Duration.ofMillis(world.random.nextLong(LATE.toMillis())));
    try {
      world.work(machine, MessageJson.read(delivery.message).order());
      running.remove(machine);
    } catch (SageException _) {
      failed(machine);
    }
  }

  /// Machines with a function at work.
  List<Machine> machines() {
    return List.copyOf(running.keySet());
  }

  /// It says nothing any more, and the service notices.
  void crash(Machine machine) {
    machine.kill();
    failed(machine);
  }

  private void failed(Machine machine) {
    Delivery delivery = running.remove(machine);
    if (delivery != null && delivery.attempt < ATTEMPTS) {
      deliver(new Delivery(delivery.message, delivery.attempt + 1));
    } else if (delivery != null) {
      dead.add(new DeadLetter(Integer.toString(taken++), delivery.message, "It failed."));
    }
  }
}
