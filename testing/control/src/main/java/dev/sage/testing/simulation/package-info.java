/// Daemons, workers, leases and queue, run one step at a time from a seed: crashes, pauses longer
/// than a lease, messages that come twice or not at all, clocks that jump. The same seed is the
/// same run.
///
/// The code under test is the product's own. A process is a thread, of which one runs at a time; it
/// gives the turn away at every call of a port. A process that was killed does nothing more: its
/// next call of a port ends it, whatever it has in `finally`.
@NullMarked
package dev.sage.testing.simulation;

import org.jspecify.annotations.NullMarked;
