/// Kills `sage run` at every step, again and again, and looks whether anything was lost or landed
/// twice.
@NullMarked
package dev.sage.bench.crash;

import org.jspecify.annotations.NullMarked;
