package dev.sage.orchestrator.cost;

import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Usage;
import java.time.Duration;
import java.util.Optional;

/// What is set aside for an execution before it goes to functions.
///
/// @param expected what it probably costs
/// @param usage the most that it can use
/// @param most what that costs
/// @param limit how long a function may work on it, so that it cannot be more; empty: no budget
///   asks for that
public record Reservation(Cost expected, Usage usage, Cost most, Optional<Duration> limit) {}
