package dev.sage.orchestrator.placement;

import java.time.Duration;
import java.util.UUID;

/// An execution that waits, as far as it matters where it is done.
///
/// @param bytes of the delivered file
/// @param priority larger first; 0 is usual
/// @param waited since it could have begun
/// @param wasTooSlowThere whether a function ran out of time with it
public record Candidate(
    UUID execution, long bytes, int priority, Duration waited, boolean wasTooSlowThere) {}
