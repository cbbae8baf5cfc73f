package dev.sage.orchestrator.burst;

import dev.sage.orchestrator.placement.Placement;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/// What it takes to have work done elsewhere.
///
/// @param leases of executions, those that workers here and functions take alike
/// @param store where functions find deliveries and leave results
/// @param cpu load of this machine, from 0 to 1; negative: not known
/// @param callers call the service; many at a time
/// @param lease how long the lease of a function is
/// @param pause after a launch that failed, nothing is launched for so long
public record BurstParts(
    BurstQueue queue,
    Placement placement,
    Launcher launcher,
    Leases leases,
    ExecutionStore store,
    DoubleSupplier cpu,
    Executor callers,
    Duration lease,
    Duration pause) {}
