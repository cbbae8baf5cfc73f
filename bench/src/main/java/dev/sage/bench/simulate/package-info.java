/// The simulation of the control path, seed after seed.
@NullMarked
package dev.sage.bench.simulate;

import org.jspecify.annotations.NullMarked;
