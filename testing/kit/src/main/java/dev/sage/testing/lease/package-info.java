/// What everything that gives leases promises, as tests that each of them runs.
@NullMarked
package dev.sage.testing.lease;

import org.jspecify.annotations.NullMarked;
