package dev.sage.lambda;

import dev.sage.engine.Cancellation;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.OutcomeReports;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.StopRequests;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.WorkOutcome.Ended;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Usage;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.message.WorkMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Does what messages say, and says what came of it.
final class Processor {
  private static final String CONTRACT = "contract.yaml";
  private static final int USUAL_FILES = 12;

  private final FunctionSettings settings;
  private final ExecutionStore store;
  private final Tasks tasks;
  private final StopSign stops;
  private final @Nullable OutcomeReports reports;
  private final Lines lines;
  private final TimeLimit limit = new TimeLimit();
  private final Stopwatch watch;

  private Processor(
      FunctionSettings settings,
      ExecutionStore store,
      Tasks tasks,
      Optional<OutcomeReports> reports,
      Lines lines,
      Stopwatch watch) {
    this.settings = settings;
    this.store = store;
    this.tasks = tasks;
    this.stops = new StopSign(new StopRequests(store));
    this.reports = reports.orElse(null);
    this.lines = lines;
    this.watch = watch;
  }

  static Processor of(FunctionSettings settings, Lines lines) {
    ExecutionStore store = Plugins.store(settings.store());
    Stopwatch watch = new Stopwatch();
    return new Processor(
        settings,
        store,
        Tasks.of(settings, store, watch),
        settings.metadata().map(Plugins::reports),
        lines,
        watch);
  }

  /// @return the answer as JSON
  /// @throws FunctionFailure for what Lambda is to try again
  byte[] process(byte[] json, Call call) {
    Map<String, String> facts = facts(json, call);
    watch.begin();
    Measure measure = new Measure();
    try {
      Answer answer = process(MessageJson.read(json), call, facts, measure);
      lines.log(answer.status() == Answer.OK ? "INFO" : "WARN", said(answer), facts);
      measured(answer.outcome(), answer.rows(), measure, facts);
      return answer.json();
    } catch (SageException e) {
      throw failed(e, measure, facts);
    } catch (RuntimeException e) {
      throw failed(Tasks.bug(e), measure, facts);
    }
  }

  private static String said(Answer answer) {
    return switch (answer.status()) {
      case Answer.OK -> "The execution has ended";
      case Answer.CONFLICT -> "Somebody else does the execution";
      case Answer.OVER -> "Nobody wants this attempt any more";
      default -> "The time was not enough for the execution";
    };
  }

  private static Map<String, String> facts(byte[] json, Call call) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("request_id", call.request());
    MessageJson.execution(json).ifPresent(id -> facts.put("execution_id", id.toString()));
    TraceId.of(Optional.empty(), call.xray()).ifPresent(id -> facts.put("trace_id", id));
    return facts;
  }

  private Answer process(
      WorkMessage message, Call call, Map<String, String> facts, Measure measure) {
    WorkOrder order = message.order();
    facts.put("attempt", Long.toString(order.attempt()));
    TraceId.of(message.traceparent(), call.xray()).ifPresent(id -> facts.put("trace_id", id));
    message.yaml().ifPresent(yaml -> keep(order.execution(), yaml));
    if (stops.isOver(order)) {
      return Answer.over(order.execution());
    }
    tasks.tidy(order.execution());
    Optional<WorkOutcome> outcome;
    try {
      outcome = work(message, call, facts, measure);
    } catch (SageException e) {
      if (e.code() == ErrorCode.FUNCTION_TIME) {
        return Answer.timeOver(order.execution(), e);
      }
      if (e.code() == ErrorCode.CANCELLED) {
        return Answer.over(order.execution());
      }
      throw e;
    }
    if (outcome.isPresent() && outcome.get() instanceof Ended) {
      report(order, facts);
    }
    return outcome
        .map(some -> Answer.of(order.execution(), some))
        .orElseGet(() -> Answer.step(order.execution()));
  }

  /// The contract that came with the message, unless it is there already.
  private void keep(UUID execution, String yaml) {
    try {
      store.putIfAbsent(execution, 0, CONTRACT, yaml.getBytes(StandardCharsets.UTF_8));
    } catch (SageException e) {
      if (e.code() != ErrorCode.FENCED) {
        throw e;
      }
      // Somebody has begun: it is there.
    }
  }

  private Optional<WorkOutcome> work(
      WorkMessage message, Call call, Map<String, String> facts, Measure measure) {
    Cancellation cancellation = new Cancellation();
    Duration time = TimeLimit.shorter(settings.worksFor(call.left()), message.limit());
    Map<String, String> known = Map.copyOf(facts);
    Future<?> alarm =
        limit.begin(
            time,
            () -> {
              cancellation.cancel(TimeLimit.over(time));
              lines.log("WARN", "The time is nearly over: the work is stopped", known);
            });
    Future<?> end = limit.end(time, message.limit());
    Future<?> sign = stops.watch(message.order(), cancellation);
    try {
      return tasks.work(message, measure, cancellation);
    } catch (SageException e) {
      throw e.code() == ErrorCode.CANCELLED ? cancellation.reason().orElse(e) : e;
    } finally {
      alarm.cancel(false);
      end.cancel(false);
      sign.cancel(false);
    }
  }

  private void report(WorkOrder order, Map<String, String> facts) {
    try {
      if (reports != null) {
        reports.ended(order.execution(), result(order.execution()));
      }
    } catch (SageException e) {
      Map<String, String> more = new TreeMap<>(facts);
      more.put("code", e.code().name());
      lines.log(
          "WARN", "The metadata were not told; the server takes the result from the bucket", more);
    }
  }

  /// As it is in the store, whoever put it there.
  private byte[] result(UUID execution) {
    try (InputStream in = store.read(execution, "result.json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORE_UNREACHABLE, "The result cannot be read.", e);
    }
  }

  private FunctionFailure failed(SageException e, Measure measure, Map<String, String> facts) {
    Map<String, String> more = new TreeMap<>(facts);
    more.put("code", e.code().name());
    more.put("cause", String.valueOf(e.getMessage()));
    lines.log("ERROR", "The execution failed", more);
    measured("failed", 0, measure, facts);
    return new FunctionFailure(e);
  }

  private void measured(String outcome, long rows, Measure measure, Map<String, String> facts) {
    Duration duration = watch.elapsed();
    Usage used = used(outcome, watch.start().plus(duration), measure.bytes());
    Cost cost = Cost.of(used, settings.prices());
    lines.metrics(new Metrics(outcome, duration, rows, measure.bytes(), used, cost), facts);
  }

  private Usage used(String outcome, Duration billed, long bytes) {
    return switch (outcome) {
      case "busy", "over" -> settings.footprint().idle(billed);
      default -> settings.footprint().working(billed, USUAL_FILES, bytes);
    };
  }
}
