/// Doubles of the ports of the control path, in memory. They pass the same suites as the real ones.
@NullMarked
package dev.sage.testing.orchestrator;

import org.jspecify.annotations.NullMarked;
