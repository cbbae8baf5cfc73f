package dev.sage.bench.scale;

import dev.sage.testing.lambda.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `bench/run burst` measured, from the file that it writes: how long the work on a delivery
/// took here and in functions is put into the simulation, how long all of it took is held against
/// what comes out.
///
/// @param functions at a time
/// @param slots executions here at a time
/// @param limit executions that the server lets functions have at a time
/// @param firstTaken seconds until the first delivery was in the queue
/// @param lastTaken seconds until the last one was
/// @param start seconds until a new environment asked for its first event
/// @param load of the machine meanwhile, from 0 to 1
/// @param here seconds of an execution here, by rows
/// @param there seconds of an invocation, by rows
record MeasuredBurst(
    int files,
    int functions,
    int slots,
    int limit,
    boolean faults,
    double seconds,
    double share,
    double firstTaken,
    double lastTaken,
    double start,
    double load,
    Map<Integer, Double> here,
    Map<Integer, Double> there,
    double attempts,
    double losses,
    double invocations,
    double environments) {
  private static final int PROCESSORS = 2;

  MeasuredBurst {
    here = Map.copyOf(here);
    there = Map.copyOf(there);
  }

  static MeasuredBurst read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IllegalStateException("There is no " + file + ": run bench/run burst first.");
    }
    JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
    return new MeasuredBurst(
        json.path("files").asInt(),
        json.path("functions").asInt(),
        json.path("slots").asInt(),
        json.path("limit").asInt(),
        json.path("faults").asBoolean(),
        json.path("seconds").asDouble(),
        json.path("share").asDouble(),
        json.path("first_taken").asDouble(),
        json.path("last_taken").asDouble(),
        json.path("start").asDouble(),
        json.path("load").asDouble(1),
        byRows(json.path("here")),
        byRows(json.path("there")),
        json.path("attempts").asDouble(),
        json.path("losses").asDouble(),
        json.path("invocations").asDouble(),
        json.path("environments").asDouble());
  }

  private static Map<Integer, Double> byRows(JsonNode json) {
    Map<Integer, Double> seconds = new HashMap<>();
    json.properties()
        .forEach(one -> seconds.put(Integer.valueOf(one.getKey()), one.getValue().asDouble()));
    if (seconds.isEmpty()) {
      throw new IllegalStateException("The file has no durations: measure with more files.");
    }
    return seconds;
  }

  /// The same run, in virtual time.
  Scenario scenario(long seed) {
    return new Scenario(
        "as measured",
        files,
        Duration.ofNanos(Timeline.nanos(firstTaken)),
        Duration.ofNanos(Timeline.nanos(Math.max(0.001, lastTaken - firstTaken))),
        seed,
        platform(seed));
  }

  /// A host of functions on the server's own machine: as many processors as it has, for both.
  private Platform platform(long seed) {
    Duration timeout = Duration.ofSeconds(60);
    Duration borrow = Duration.ofSeconds(60);
    // What they cost is in the durations.
    Platform.Database database = new Platform.Database(1_000, 1_000, borrow);
    Platform amazon = Platform.amazon(functions, seed);
    return new Platform(
        slots,
        PROCESSORS,
        load,
        amazon.callers(),
        amazon.countTo(),
        Platform.functions(limit, timeout),
        new Platform.Service(
            functions,
            functions * 1_000,
            Duration.ofNanos(Timeline.nanos(start)),
            2,
            Duration.ofSeconds(3),
            timeout,
            2,
            faults ? new Faults(seed, 0.05, 0.05, 0.05, 0.02, Duration.ofSeconds(1)) : Faults.NONE),
        Duration.ofSeconds(5),
        new Platform.Share(1e6, 1e6),
        new Platform.Share(1e6, 1e6),
        database,
        database,
        new Platform.Delays(0.02, 0.02, 0.02, 0.02, 0.002, 0.02),
        new Times.Measured(here, there));
  }
}
