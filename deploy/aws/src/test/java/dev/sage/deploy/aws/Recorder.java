package dev.sage.deploy.aws;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Hears every call of every client of Amazon's in this JVM: the SDK finds it by its own resource
/// file.
public final class Recorder implements ExecutionInterceptor {
  private static final Set<String> CALLS = new ConcurrentSkipListSet<>();
  private static final AtomicReference<Optional<Interruption>> NEXT =
      new AtomicReference<>(Optional.empty());

  private record Interruption(String call, Runnable action) {}

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String call =
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
            + ":"
            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    CALLS.add(call);
    Optional<Interruption> next = NEXT.get();
    if (next.isPresent()
        && next.get().call.equals(call)
        && NEXT.compareAndSet(next, Optional.empty())) {
      next.get().action.run();
    }
  }

  /// Before the next such call something else happens, once.
  static void before(String call, Runnable action) {
    NEXT.set(Optional.of(new Interruption(call, action)));
  }

  /// What was called since the last question: `S3:PutObject`.
  public static Set<String> take() {
    Set<String> taken = new TreeSet<>(CALLS);
    CALLS.clear();
    return taken;
  }
}
