/// Executions that functions do: how they get there, and what becomes of them.
///
/// ```
/// queue -> placement -> claimed with the decision -> launched -> function: result.json or failure.json
///       <- watched: result, failure, dead letter, deadline, lease <-
/// ```
///
/// What was launched is in the state `procesando` like any other, and stays there until something
/// is known: the watcher ends it, puts it back or fails it. One daemon watches at a time; what it
/// knows is in the database and the store, so any other one goes on when it dies.
@NullMarked
package dev.sage.orchestrator.burst;

import org.jspecify.annotations.NullMarked;
