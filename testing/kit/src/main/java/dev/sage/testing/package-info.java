/// Generators of data with known faults, and contract suites.
@NullMarked
package dev.sage.testing;

import org.jspecify.annotations.NullMarked;
