package dev.sage.testing.simulation;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Random;

/// What lies between a machine and the services it uses: every call gives others a turn before and
/// after it takes effect, and may be lost on its way, or its answer on the way back.
final class Network {
  private static final int ONE_IN_STORES = 40;

  private final Scheduler scheduler;
  private final Machine machine;
  private final Random random;
  private final Faults faults;

  Network(Scheduler scheduler, Machine machine, Random random, Faults faults) {
    this.scheduler = scheduler;
    this.machine = machine;
    this.random = random;
    this.faults = faults;
  }

  /// A service as this machine sees it.
  ///
  /// @param lost what a call throws that was lost
  <T> T to(Class<T> type, T service, ErrorCode lost) {
    Object seen =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call(service, method, arguments, lost));
    return type.cast(seen);
  }

  private Object call(Object service, Method method, Object[] arguments, ErrorCode lost)
      throws Throwable {
    standStillBefore(method);
    scheduler.giveTurn();
    fail(lost);
    Object answer = invoke(service, method, arguments);
    scheduler.giveTurn();
    fail(lost);
    return seen(answer, lost);
  }

  /// Nothing is worse than to stand still for longer than a lease when about to store.
  private void standStillBefore(Method method) {
    if (faults.on() && method.getName().startsWith("put") && random.nextInt(ONE_IN_STORES) == 0) {
      machine.pause(World.LEASE.plusMillis(random.nextLong(World.LEASE.toMillis())));
    }
  }

  private static Object invoke(Object service, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void fail(ErrorCode lost) {
    if (machine.isCut() || (faults.on() && random.nextInt(1000) < faults.lostOfThousand())) {
      throw new SageException(lost, "Lost by the simulation.");
    }
  }

  /// A lease is a service too.
  private Object seen(Object answer, ErrorCode lost) {
    if (answer instanceof Optional<?> optional && optional.orElse(null) instanceof Lease lease) {
      return Optional.of(to(Lease.class, lease, lost));
    }
    return answer;
  }
}
