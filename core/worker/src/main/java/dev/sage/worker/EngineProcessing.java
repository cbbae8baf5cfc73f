package dev.sage.worker;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Commission;
import dev.sage.engine.Destinations;
import dev.sage.engine.Engine;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.ExecutionRequest;
import dev.sage.engine.Progress;
import dev.sage.engine.report.Origin;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The engine: reads, checks, reports, and lands what is good where the contract says.
public final class EngineProcessing implements Processing {
  private final Engine engine;
  private final EngineOptions options;
  private final String placement;

  /// @param destinations used by several threads at once
  /// @param options of one execution
  /// @param placement what reports call the place where this is: `local`
  public EngineProcessing(
      Clock clock, Destinations destinations, EngineOptions options, String placement) {
    this.engine = new Engine(clock, destinations);
    this.options = options;
    this.placement = placement;
  }

  @Override
  public void process(Job job, Progress progress, Cancellation cancellation) {
    engine.execute(request(job, options, placement), progress, cancellation);
  }

  /// What the engine is asked for a job.
  ///
  /// @param placement what reports call the place where it is done
  public static ExecutionRequest request(Job job, EngineOptions options, String placement) {
    WorkOrder order = job.order();
    Origin origin = new Origin(order.origin().inbox(), order.origin().sender(), placement);
    return new ExecutionRequest(
        order.execution(),
        StoredContract.load(order, job.contract()),
        job.contract(),
        order.contractName(),
        job.input(),
        job.directory(),
        order.catalog(),
        order.delivery(),
        order.onError(),
        true,
        List.of(),
        order.language(),
        options,
        order.corrects(),
        Optional.of(new Commission(order.attempt(), job.token(), origin)));
  }
}
