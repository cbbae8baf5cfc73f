package dev.sage.orchestrator.burst;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.placement.Place;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.util.Optional;

/// An execution that functions have.
///
/// @param age since it was claimed
/// @param stopRequested whether somebody does not want it any more
/// @param limit how long each try of it may work; empty: nobody said
/// @param reported how it ended, where a function has told the database; empty: nothing is known
public record Delegated(
    Execution execution,
    Place place,
    Duration age,
    boolean stopRequested,
    Optional<Duration> limit,
    Optional<WorkOutcome.Ended> reported) {}
