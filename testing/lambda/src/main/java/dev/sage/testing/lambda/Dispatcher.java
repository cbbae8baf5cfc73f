package dev.sage.testing.lambda;

import dev.sage.testing.lambda.Invocation.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Gives events to environments, and judges what comes of them.
final class Dispatcher implements AutoCloseable, Events {
  private final FunctionPackage function;
  private final Options options;
  private final Path folder;
  private final Clock clock;
  private final Chance chance;
  private final DeadLetters letters;
  private final Deque<Event> waiting = new ArrayDeque<>();
  private final Map<Integer, Environment> environments = new TreeMap<>();
  private final Map<Integer, Environment> all = new TreeMap<>();
  private final List<Invocation> invocations = new ArrayList<>();
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lambda-timers").factory());
  private @Nullable String api;
  private int started;
  private int open;
  private boolean closed;

  Dispatcher(
      FunctionPackage function,
      Options options,
      Path folder,
      Clock clock,
      Chance chance,
      DeadLetters letters) {
    this.function = function;
    this.options = options;
    this.folder = folder;
    this.clock = clock;
    this.chance = chance;
    this.letters = letters;
  }

  /// @param runtimeApi `127.0.0.1:1234/environments`
  synchronized void serve(String runtimeApi) {
    api = runtimeApi;
  }

  /// Takes an event; a synchronous one only if somebody is free for it.
  @Override
  public synchronized boolean submit(Event event) {
    if (!event.isAsynchronous() && !hasRoom() && isAllBusy()) {
      return false;
    }
    accept(event);
    if (event.isAsynchronous() && chance.duplicates()) {
      accept(event);
    }
    return true;
  }

  private boolean hasRoom() {
    return environments.size() < options.concurrency()
        || environments.values().stream().anyMatch(Environment::isIdle);
  }

  /// An environment that has answered asks for its next event in no time.
  private boolean isAllBusy() {
    return environments.values().stream().allMatch(e -> e.running() != null);
  }

  private void accept(Event event) {
    open++;
    waiting.add(event);
    assign();
  }

  private void assign() {
    while (!closed && !waiting.isEmpty() && hasRoom()) {
      Optional<Environment> idle =
          environments.values().stream().filter(Environment::isIdle).findFirst();
      Environment chosen = idle.orElseGet(this::start);
      chosen.hand(new Running(waiting.remove(), chosen, idle.isEmpty()));
    }
    notifyAll();
  }

  private Environment start() {
    int number = ++started;
    Environment environment = Environment.start(number, function, variables(number), folder);
    environments.put(number, environment);
    all.put(number, environment);
    var _ = environment.process().onExit().thenRun(() -> gone(environment));
    return environment;
  }

  /// Those of this process that a function needs, Amazon's, and its own.
  private Map<String, String> variables(int number) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    variables.put("TZ", ":UTC");
    variables.put("LANG", "en_US.UTF-8");
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_DEFAULT_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "llave");
    variables.put("AWS_SECRET_ACCESS_KEY", "secreto");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "environment-" + number);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_RUNTIME_API", api + "/" + number);
    variables.put("LAMBDA_TASK_ROOT", function.directory().toString());
    variables.putAll(function.environment());
    return variables;
  }

  synchronized Optional<Environment> environment(int number) {
    return Optional.ofNullable(environments.get(number));
  }

  /// An environment asks for work, and waits until there is some.
  ///
  /// @return empty: it has ended meanwhile
  Optional<Running> next(Environment environment) throws InterruptedException {
    synchronized (this) {
      environment.asks();
      assign();
    }
    Optional<Running> running = environment.take();
    running.ifPresent(this::begin);
    return running;
  }

  private synchronized void begin(Running running) {
    Environment environment = running.environment();
    running.begin(
        clock.instant(),
        later(
            function.timeout(),
            () -> {
              running.timeIsOver();
              environment.kill();
            }));
    chance
        .blow()
        .ifPresent(blow -> {
          var _ = later(blow.after(), () -> strike(running, blow));
        });
    notifyAll();
  }

  private synchronized void strike(Running running, Chance.Blow blow) {
    Environment environment = running.environment();
    if (!running.equals(environment.running())) {
      return; // it was faster
    }
    if (blow.hang()) {
      environment.signal("STOP");
    } else {
      environment.kill();
    }
  }

  private Future<?> later(Duration delay, Runnable task) {
    return timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The function has answered, or says that it failed.
  ///
  /// @return false: it is not working on that any more
  synchronized boolean answered(
      Environment environment, String request, Outcome outcome, String body) {
    Running running = environment.running();
    if (running == null || !running.event().request().equals(request)) {
      return false;
    }
    finish(running, outcome, body);
    return true;
  }

  private synchronized void gone(Environment environment) {
    environments.remove(environment.number());
    environment.end();
    Running running = environment.running();
    if (running != null && !closed) {
      Outcome outcome = running.outcomeOfDeath();
      finish(running, outcome, Errors.of(outcome, running.event(), function.timeout()));
    }
    assign();
  }

  private void finish(Running running, Outcome outcome, String body) {
    Environment environment = running.environment();
    Invocation invocation = running.end(clock.instant(), outcome, environment.peakMemory(), body);
    environment.done();
    invocations.add(invocation);
    running.event().answer().complete(invocation);
    if (outcome == Outcome.SUCCESS || !running.event().isAsynchronous()) {
      open--;
    } else {
      failed(running.event(), body);
    }
    notifyAll();
  }

  private void failed(Event event, String body) {
    int failures = event.nextFailure();
    if (failures <= options.retries()) {
      var _ = later(options.retryDelay().multipliedBy(failures), () -> again(event));
    } else {
      letters.add(event, body);
      open--;
    }
  }

  private synchronized void again(Event event) {
    waiting.add(event);
    assign();
  }

  synchronized List<Invocation> invocations() {
    return List.copyOf(invocations);
  }

  /// The environments that are working now.
  synchronized List<Integer> busy() {
    return environments.values().stream()
        .filter(e -> e.running() != null && !e.init().isZero())
        .map(Environment::number)
        .toList();
  }

  synchronized boolean isQuiet() {
    return open == 0;
  }

  /// The log of an environment, also of one that has ended.
  synchronized String log(int number) {
    Environment environment = all.get(number);
    return environment == null ? "" : environment.log();
  }

  synchronized int started() {
    return started;
  }

  /// Waits for something that changes with events.
  synchronized boolean await(BooleanSupplier condition, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Ends every process.
  @Override
  public void close() {
    List<Environment> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(environments.values());
    }
    timers.shutdownNow();
    left.forEach(Environment::kill);
    left.forEach(environment -> environment.process().onExit().join());
  }
}
