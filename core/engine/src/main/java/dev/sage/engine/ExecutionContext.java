package dev.sage.engine;

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

  RuleCompiler compiler() {
    return new RuleCompiler(LocalDateTime.ofInstant(started(), ZoneOffset.UTC));
  }
}
