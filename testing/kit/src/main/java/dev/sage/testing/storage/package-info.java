/// What every store of executions promises, as tests that each of them runs.
@NullMarked
package dev.sage.testing.storage;

import org.jspecify.annotations.NullMarked;
