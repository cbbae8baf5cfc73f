/// [MemoryLeases]: leases within one process.
@NullMarked
package dev.sage.worker.lease;

import org.jspecify.annotations.NullMarked;
