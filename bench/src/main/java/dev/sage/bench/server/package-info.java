/// A PostgreSQL for benchmarks and crash runs: the embedded one, in a folder of its own.
@NullMarked
package dev.sage.bench.server;

import org.jspecify.annotations.NullMarked;
