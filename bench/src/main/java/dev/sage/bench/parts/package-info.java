/// A large delivery in steps, each a process of its own: time, peak memory, and whether what is
/// left is what one piece leaves.
@NullMarked
package dev.sage.bench.parts;

import org.jspecify.annotations.NullMarked;
