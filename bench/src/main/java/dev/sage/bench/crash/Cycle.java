package dev.sage.bench.crash;

import dev.sage.bench.crash.Step.What;
import dev.sage.bench.server.BenchServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One execution: hit, started again until it finishes, and held against what it must have done.
final class Cycle {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int EXTERNAL = 3;
  private static final int STARTS = 6;

  private final BenchServer server;
  private final Proxy proxy;
  private final List<String> sage;
  private final Scene scene;
  private final Whole whole;
  private final Random random;
  private final Verification verification;
  private int started;
  private int kills;
  private int restarts;

  Cycle(
      BenchServer server, Proxy proxy, List<String> sage, Scene scene, Whole whole, Random random) {
    this.server = server;
    this.proxy = proxy;
    this.sage = sage;
    this.scene = scene;
    this.whole = whole;
    this.random = random;
    this.verification = new Verification(scene);
  }

  Outcome hit(Step step) throws IOException, InterruptedException {
    Path out = scene.out("out");
    switch (step.where()) {
      case FILES -> killWhenSeen(step, out);
      case WIRE -> trap(step, out);
      case TIME -> killAfter(out, anyInstant());
      case TWINS -> twins(step, out);
    }
    if (random.nextInt(3) == 0 && kills > 0) {
      restarts++;
      killAfter(out, anyInstant());
    }
    finish(out, step.what());
    verify(out);
    return outcome();
  }

  private Outcome outcome() {
    return new Outcome(
        kills,
        restarts,
        verification.loaded(),
        verification.alreadyLoaded(),
        verification.violations());
  }

  private Duration anyInstant() {
    return Duration.ofNanos(random.nextLong(whole.time().toNanos()));
  }

  private void killWhenSeen(Step step, Path out) throws IOException, InterruptedException {
    int parts = 1 + random.nextInt(3);
    proxy.count();
    Child child = start(out);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (child.isAlive() && System.nanoTime() < end && !Seen.is(step, out, parts)) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
    }
    child.kill();
    after(child);
  }

  private void killAfter(Path out, Duration time) throws IOException, InterruptedException {
    proxy.count();
    Child child = start(out);
    if (!child.await(time)) {
      child.kill();
    }
    after(child);
  }

  private void trap(Step step, Path out) throws IOException, InterruptedException {
    CompletableFuture<Child> hit = new CompletableFuture<>();
    CompletableFuture<?> done = new CompletableFuture<>();
    Optional<Trap.Point> point = step.point(whole.traffic(), random);
    verification.require(point.isPresent(), "there is no such point in a whole run");
    proxy.count();
    point.ifPresent(
        at -> proxy.arm(new Trap(at, step.moment(), () -> react(step.what(), hit.join(), done))));
    Child child = start(out);
    hit.complete(child);
    end(child);
    if (point.isPresent() && !proxy.isArmed()) {
      done.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
    after(child);
  }

  private void react(What what, Child child, CompletableFuture<?> done) {
    try {
      react(what, child);
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void react(What what, Child child) {
    switch (what) {
      case PROCESS -> child.kill();
      case CONNECTION -> kills++;
      case SERVER -> killServer();
    }
  }

  private void killServer() {
    kills++;
    try {
      server.kill();
      server.restart();
      proxy.to(server.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Two at once; half of the time one of them does not live to its end.
  private void twins(Step step, Path out) throws IOException, InterruptedException {
    Path other = step == Step.TWINS_OF_AN_EXECUTION ? sameExecution(out) : out;
    proxy.count();
    Child one = start(out);
    Child two = start(other);
    if (random.nextBoolean() && !one.await(anyInstant())) {
      one.kill();
    }
    end(one);
    end(two);
    after(one);
    after(two);
    mayFail(one);
    mayFail(two);
    if (!other.equals(out)) {
      finish(other, What.PROCESS);
      checkDirectory(other);
    }
  }

  private void mayFail(Child child) throws IOException {
    verification.require(
        child.wasKilled() || child.exit() == scene.kind().exit(),
        "one of two ended with " + child.exit() + ": " + child.said());
  }

  /// A second directory that holds the same execution, begun.
  private Path sameExecution(Path out) throws IOException, InterruptedException {
    killWhenSeen(Step.CLAIMED, out);
    Path other = Files.createDirectories(scene.out("other"));
    Files.copy(out.resolve("execution.properties"), other.resolve("execution.properties"));
    return other;
  }

  private void finish(Path out, What what) throws IOException, InterruptedException {
    for (int tries = 1; tries <= STARTS; tries++) {
      restarts++;
      proxy.count();
      Child child = start(out);
      end(child);
      if (child.exit() == scene.kind().exit()) {
        return;
      }
      if (what == What.PROCESS || child.exit() != EXTERNAL) {
        verification.require(false, "a restart ended with " + child.exit() + ": " + child.said());
        return;
      }
    }
    verification.require(false, "it does not finish in %d starts".formatted(STARTS));
  }

  private Child start(Path out) throws IOException {
    started++;
    List<String> words =
        java.util.stream.Stream.concat(sage.stream(), scene.words(proxy.port(), out).stream())
            .toList();
    Path log = scene.folder().resolve("process-" + started + ".log");
    return Child.start(words, Map.of(), scene.folder(), log);
  }

  private void end(Child child) throws InterruptedException {
    if (!child.await(LIMIT)) {
      verification.require(false, "a process does not end in " + LIMIT);
      child.kill();
    }
  }

  /// What others see of an execution that was stopped.
  private void after(Child child) throws IOException {
    kills += child.wasKilled() ? 1 : 0;
    awaitNoSession();
    verification.nothingByHalves();
  }

  /// The server notices by itself that its client is gone, and rolls back.
  private void awaitNoSession() {
    String sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sage'";
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!server.query(sql).getFirst().equals("0")) {
      if (System.nanoTime() > end) {
        verification.require(false, "a session of a process that is gone stays");
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /// An execution that nobody disturbs.
  Whole undisturbed() throws IOException, InterruptedException {
    Path out = scene.out("out");
    proxy.count();
    long begun = System.nanoTime();
    Child child = start(out);
    end(child);
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    if (child.exit() == 2 && child.said().contains("NOT_BUILT_YET")) {
      throw new NotBuilt(scene.strategy());
    }
    verification.require(
        child.exit() == scene.kind().exit(), "ended with " + child.exit() + ": " + child.said());
    awaitNoSession();
    Whole seen = new Whole(proxy.traffic(), time, scene.relations(), Verification.files(out));
    verification.tables();
    checkDirectory(out);
    return seen;
  }

  List<String> violations() {
    return verification.violations();
  }

  private void verify(Path out) throws IOException {
    awaitNoSession();
    verification.tables();
    checkDirectory(out);
    verification.leftovers(out, whole);
  }

  private void checkDirectory(Path out) throws IOException {
    String execution = Verification.id(out);
    verification.ledger(execution);
    verification.directory(out, execution);
  }
}
