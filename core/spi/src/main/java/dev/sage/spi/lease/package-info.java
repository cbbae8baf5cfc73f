/// Locks with an expiry, an owner and a fencing token: one worker at a time does an execution, and
/// one that was paused for too long is told apart from the one that took its place.
@NullMarked
package dev.sage.spi.lease;

import org.jspecify.annotations.NullMarked;
