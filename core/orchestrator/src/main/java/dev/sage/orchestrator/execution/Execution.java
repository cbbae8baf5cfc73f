package dev.sage.orchestrator.execution;

import dev.sage.worker.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A claimed execution: what its worker is to be told, and what its daemon has to know.
///
/// @param attempt how often it was claimed since it was made: the fencing number
/// @param failures attempts since the last request that ended in a failure that passes
/// @param losses attempts since the last request whose daemon was lost
/// @param deadline how long it may run; then it is stopped
public record Execution(
    UUID id,
    UUID inbox,
    UUID delivery,
    WorkOrder order,
    int priority,
    long attempt,
    int failures,
    int losses,
    Duration deadline,
    Instant arrived) {}
