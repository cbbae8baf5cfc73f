package dev.sage.bench.scale;

import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.burst.Launcher;
import dev.sage.testing.lambda.Faults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// A service of functions: an asynchronous queue, environments that it starts at its own rate,
/// keeps for a while and uses again, its retries, its dead letters, and its faults.
final class FunctionService implements Launcher {
  private static final long IDLE = 600 * Timeline.SECOND;
  private static final long THROTTLED = Timeline.nanos(0.2);
  private static final int LARGEST = 256 << 10;

  /// `{"execution_id":"` and what follows, as the messages are written.
  private static final int ID_AT = 17;

  private final Timeline time;
  private final Platform.Service settings;
  private final Faults faults;
  private final RandomGenerator random;
  private final Platform.Delays delays;
  private final Invocation.World world;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final Deque<Environment> idle = new ArrayDeque<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Level environments;
  private final Level working;
  private final Rate starts;
  private boolean isStartPlanned;
  private int letterNumber;
  long invocations;
  long coldStarts;
  long billed;
  long throttled;
  long crashed;
  long timedOut;
  long expired;
  long letterRequests;

  FunctionService(
      Timeline time, Platform platform, RandomGenerator random, Invocation.World world) {
    this.time = time;
    this.settings = platform.service();
    this.faults = settings.faults();
    this.random = random;
    this.delays = platform.delays();
    this.world = world;
    this.environments = new Level("Lambda: environments", "at a time", settings.concurrency());
    this.working = new Level("Lambda: invocations", "at a time", settings.concurrency());
    this.starts =
        new Rate(
            "Lambda: new environments", "a second", settings.scaling() / 10.0, settings.scaling());
  }

  /// An event.
  static final class Message {
    final UUID execution;
    final long attempt;
    final byte[] payload;
    final long since;
    int failures;

    Message(byte[] payload, long since) {
      this.payload = payload;
      this.since = since;
      this.execution = UUID.fromString(text(payload, ID_AT, ID_AT + 36));
      this.attempt = number(payload, ID_AT + 36 + "\",\"attempt\":".length());
    }

    private static String text(byte[] payload, int from, int to) {
      return new String(payload, from, to - from, StandardCharsets.US_ASCII);
    }

    private static long number(byte[] payload, int from) {
      long number = 0;
      for (int i = from; payload[i] >= '0' && payload[i] <= '9'; i++) {
        number = number * 10 + payload[i] - '0';
      }
      return number;
    }
  }

  /// A process of the function.
  static final class Environment {
    boolean isFresh = true;
    long idleSince;
  }

  @Override
  public Launch launch(byte[] message) {
    time.pass(Timeline.nanos(delays.invoke()));
    for (; random.nextDouble() < faults.throttles(); throttled++) {
      time.pass((long) (THROTTLED * random.nextDouble()) + Timeline.nanos(delays.invoke()));
    }
    Message event = new Message(message, time.now());
    time.at(time.now(), () -> accept(event));
    if (random.nextDouble() < faults.duplicates()) {
      time.at(time.now(), () -> accept(event));
    }
    return new Launch.Taken("");
  }

  private void accept(Message event) {
    waiting.add(event);
    assign();
    if (!waiting.isEmpty()) {
      environments.refuse();
    }
  }

  private void assign() {
    while (!waiting.isEmpty()) {
      dropExpired();
      Message event = waiting.peek();
      if (event == null || !begin(event)) {
        return;
      }
      waiting.remove();
    }
  }

  private void dropExpired() {
    long age = Timeline.nanos(world.limits().of("lambda.event_age"));
    while (!waiting.isEmpty() && time.now() - waiting.peek().since > age) {
      expired++;
      giveUp(waiting.remove());
    }
  }

  /// In an environment that is idle, or else in a new one.
  private boolean begin(Message event) {
    while (!idle.isEmpty() && time.now() - idle.getLast().idleSince > IDLE) {
      idle.removeLast();
      environments.change(time.now(), -1);
    }
    if (!idle.isEmpty()) {
      invoke(event, idle.removeFirst(), 0);
      return true;
    }
    return environments.hasRoom() && begunAnew(event);
  }

  private boolean begunAnew(Message event) {
    if (isStartPlanned) {
      return false;
    }
    long granted = starts.take(time.now(), 1);
    if (granted > time.now()) {
      isStartPlanned = true;
      time.at(granted, this::startPlanned);
      return false;
    }
    start(event);
    return true;
  }

  private void startPlanned() {
    isStartPlanned = false;
    if (!waiting.isEmpty() && environments.hasRoom()) {
      start(waiting.remove());
    }
    assign();
  }

  private void start(Message event) {
    environments.change(time.now(), 1);
    coldStarts++;
    invoke(event, new Environment(), settings.start().toNanos());
  }

  private void invoke(Message event, Environment environment, long delay) {
    working.change(time.now(), 1);
    invocations++;
    Invocation invocation = new Invocation(this, world, event, environment, time.now());
    time.in(delay, invocation::run);
  }

  /// What befalls it: how long after its begin; negative: nothing.
  long crash() {
    return befalls(faults.crashes());
  }

  long hang() {
    return befalls(faults.hangs());
  }

  private long befalls(double share) {
    return random.nextDouble() < share
        ? (long) (random.nextDouble() * faults.latest().toNanos())
        : -1;
  }

  long timeout() {
    return settings.timeout().toNanos();
  }

  /// It has answered, or said that it failed.
  void ended(Invocation invocation, boolean well) {
    bill(invocation);
    invocation.environment.idleSince = time.now();
    idle.addFirst(invocation.environment);
    if (!well) {
      failed(invocation.message);
    }
    assign();
  }

  /// Its process is gone.
  void died(Invocation invocation, boolean timeIsOver) {
    bill(invocation);
    crashed += timeIsOver ? 0 : 1;
    timedOut += timeIsOver ? 1 : 0;
    environments.change(time.now(), -1);
    failed(invocation.message);
    assign();
  }

  private void bill(Invocation invocation) {
    working.change(time.now(), -1);
    billed += time.now() - invocation.since;
  }

  private void failed(Message event) {
    event.failures++;
    if (event.failures > settings.retries()) {
      giveUp(event);
    } else {
      time.in(settings.retryDelay().toNanos() * event.failures, () -> accept(event));
    }
  }

  private void giveUp(Message event) {
    letters.add(new DeadLetter(Integer.toString(letterNumber++), event.payload, ""));
  }

  @Override
  public List<DeadLetter> deadLetters(int most) {
    time.pass(Timeline.nanos(delays.letters()));
    letterRequests++;
    return List.copyOf(letters.subList(0, Math.min(most, letters.size())));
  }

  @Override
  public void forget(DeadLetter letter) {
    time.pass(Timeline.nanos(delays.letters()));
    letterRequests++;
    letters.remove(letter);
  }

  int letters() {
    return letterNumber;
  }

  int peak() {
    return environments.peak();
  }

  List<Meter> meters() {
    return List.of(environments, working, starts);
  }

  @Override
  public int largestMessage() {
    return LARGEST;
  }

  @Override
  public String display() {
    return "a model of Lambda";
  }

  @Override
  public void close() {}
}
