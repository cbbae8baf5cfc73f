/// What commands of `bench/run` are told.
@NullMarked
package dev.sage.bench.options;

import org.jspecify.annotations.NullMarked;
