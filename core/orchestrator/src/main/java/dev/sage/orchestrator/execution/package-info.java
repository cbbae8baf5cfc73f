/// Executions in the queue and after it: their states, what changes them, when they are tried
/// again.
@NullMarked
package dev.sage.orchestrator.execution;

import org.jspecify.annotations.NullMarked;
