/// Contracts made at random, from those that the project has and from nothing, for tests that hold
/// the loader and the engine to what they promise of any contract.
@NullMarked
package dev.sage.testing.fuzz;

import org.jspecify.annotations.NullMarked;
