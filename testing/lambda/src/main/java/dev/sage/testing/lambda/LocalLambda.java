package dev.sage.testing.lambda;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A host for one function on this machine. Safe for use by many threads.
///
/// ```
/// try (LocalLambda lambda = LocalLambda.start(
///     FunctionPackage.of(Path.of("apps/lambda/target/function")).with("SAGE_S3_BUCKET", "…"),
///     Options.of(4))) {
///   launcher = LauncherPlugin.open(lambda.launcherUrl());
///   …
///   lambda.awaitQuiet(Duration.ofMinutes(1));
///   lambda.invocations()…
/// }
/// ```
public final class LocalLambda implements AutoCloseable {
  private final FunctionPackage function;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path folder;
  private final Chance chance;
  private final DeadLetters letters;
  private final Dispatcher dispatcher;
  private final Thread end = new Thread(this::killAll);

  private LocalLambda(FunctionPackage function, Options options) throws IOException {
    Clock clock = Clock.systemUTC();
    this.function = function;
    this.folder = Files.createTempDirectory("local-lambda");
    this.chance = new Chance(options.faults());
    this.letters = new DeadLetters(clock);
    this.dispatcher = new Dispatcher(function, options, folder, clock, chance, letters);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext(
        InvokeApi.PATH, new InvokeApi(function.name(), dispatcher, chance, UUID::randomUUID));
    server.createContext(RuntimeApi.PATH, new RuntimeApi(function, dispatcher, clock));
    server.createContext("/", letters);
  }

  /// Starts the host; environments are started when there is something to do.
  public static LocalLambda start(FunctionPackage function, Options options) {
    try {
      LocalLambda lambda = new LocalLambda(function, options);
      Runtime.getRuntime().addShutdownHook(lambda.end);
      lambda.server.start();
      lambda.dispatcher.serve(lambda.endpoint().getAuthority() + RuntimeApi.PATH);
      return lambda;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of Lambda's Invoke API, and of SQS.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The queue of dead letters, as SQS names it.
  public URI deadLetterQueue() {
    return endpoint().resolve("/000000000000/" + function.name() + "-dead-letters");
  }

  /// For the settings of a server: `lambda://…`
  public String launcherUrl() {
    return "lambda://%s?region=us-east-1&endpoint=%s&dead_letters=%s&sqs_endpoint=%s"
        .formatted(
            function.name(), encoded(endpoint()), encoded(deadLetterQueue()), encoded(endpoint()));
  }

  private static String encoded(URI uri) {
    return URLEncoder.encode(uri.toString(), StandardCharsets.UTF_8);
  }

  /// Kills the environment of the next invocation, so long after it has begun. Asked twice, it is
  /// the next two.
  public void crashNext(Duration after) {
    chance.order(new Chance.Blow(false, after));
  }

  /// Has the environment of the next invocation stand still until its time is over.
  public void hangNext(Duration after) {
    chance.order(new Chance.Blow(true, after));
  }

  /// Refuses the next invocations with 429.
  public void throttleNext(int number) {
    chance.orderThrottles(number);
  }

  /// Delivers the next asynchronous events twice each.
  public void duplicateNext(int number) {
    chance.orderDuplicates(number);
  }

  /// SIGSTOP: as if the machine under an environment stood still.
  public void pauseEnvironment(int environment) {
    dispatcher.environment(environment).orElseThrow().signal("STOP");
  }

  /// SIGCONT.
  public void resumeEnvironment(int environment) {
    dispatcher.environment(environment).orElseThrow().signal("CONT");
  }

  /// SIGKILL.
  public void killEnvironment(int environment) {
    dispatcher.environment(environment).orElseThrow().kill();
  }

  /// Every invocation that is over, in the order of their ends.
  public List<Invocation> invocations() {
    return dispatcher.invocations();
  }

  /// The environments that are working on an event now.
  public List<Integer> busy() {
    return dispatcher.busy();
  }

  /// How many environments were started so far.
  public int environments() {
    return dispatcher.started();
  }

  /// What an environment has written to its streams.
  public String log(int environment) {
    return dispatcher.log(environment);
  }

  /// Messages that were given up and are not deleted.
  public List<String> deadLetters() {
    return letters.bodies();
  }

  /// Waits until every event is done or given up.
  ///
  /// @return false: it took longer
  public boolean awaitQuiet(Duration most) {
    return dispatcher.await(dispatcher::isQuiet, most);
  }

  /// Waits until environments work as the caller wants it.
  public boolean awaitBusy(Predicate<List<Integer>> condition, Duration most) {
    return dispatcher.await(() -> condition.test(dispatcher.busy()), most);
  }

  /// Waits until an environment has written some words to its streams.
  public boolean awaitLog(int environment, String words, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!log(environment).contains(words)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return true;
  }

  /// Waits until the invocations that are over are as the caller wants them.
  public boolean awaitInvocations(Predicate<List<Invocation>> condition, Duration most) {
    return dispatcher.await(() -> condition.test(dispatcher.invocations()), most);
  }

  /// Ends every process that it started, and deletes what they left.
  public void stop() {
    close();
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(end);
    server.stop(0);
    threads.shutdownNow();
    delete();
  }

  private void killAll() {
    dispatcher.close();
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
