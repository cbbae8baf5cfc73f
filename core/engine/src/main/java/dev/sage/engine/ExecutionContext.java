package dev.sage.engine;

import dev.sage.engine.report.Origin;
import dev.sage.engine.rule.RuleCompiler;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// What all steps of one execution share.
record ExecutionContext(
    ExecutionRequest request,
    ExecutionState state,
    ExecutionDirectory directory,
    Clock clock,
    Progress progress,
    Cancellation cancellation,
    ExecutionLog log) {

  /// What is now for it; the first attempt's, if there were several.
  Instant started() {
    return state.started();
  }

  long attempt() {
    return request.commission().map(Commission::attempt).orElse(state.attempt());
  }

  /// The fencing token of this attempt.
  long token() {
    return request.commission().map(Commission::token).orElse(state.attempt());
  }

  Origin origin() {
    return request.commission().map(Commission::origin).orElse(Origin.COMMAND_LINE);
  }

  RuleCompiler compiler() {
    return new RuleCompiler(LocalDateTime.ofInstant(started(), ZoneOffset.UTC));
  }

  /// Parts that were staged elsewhere are found again only if they are cut as they were.
  PartSizes partSizes() {
    EngineOptions options = request.options();
    return state
        .partBytes()
        .map(PartSizes::exact)
        .orElse(new PartSizes(options.partBytes(), options.threads()));
  }
}
