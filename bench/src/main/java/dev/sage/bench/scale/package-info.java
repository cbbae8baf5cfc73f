/// Simulation of scale: days of many files, in virtual time. What is decided is decided by the
/// product's own daemon (placement, burst, watcher, retries, leases), driven step by step; what the
/// daemon talks to is a model: a queue, a store, a table of locks, a service of functions, two
/// databases, each with its published limits and with what their requests take.
///
/// ```
/// Timeline -> Driver -> DaemonTicks (real) -> Backlog, Locks, Marks, FunctionService (models)
///                                          -> Meters: what was asked of each limit
/// ```
///
/// One thread, one random generator: the same seed is the same run.
@NullMarked
package dev.sage.bench.scale;

import org.jspecify.annotations.NullMarked;
