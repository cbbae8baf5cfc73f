/// Work that is done elsewhere when there is more than this machine can do: by functions that a
/// cloud starts, a thousand at a time. The orchestrator decides what goes there and watches it; a
/// connector knows how to start a function.
@NullMarked
package dev.sage.spi.burst;

import org.jspecify.annotations.NullMarked;
