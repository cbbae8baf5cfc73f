/// Benchmarks, each one command.
@NullMarked
package dev.sage.bench;

import org.jspecify.annotations.NullMarked;
