/// Does one execution once, anywhere: in the daemon, in another process, in a function.
///
/// ```
/// WorkOrder -> lease (token) -> input from the store -> engine -> files to the store
///           -> result.json, by conditional put: the truth -> WorkOutcome, for the metadata: the view
/// ```
///
/// A worker knows a store and leases and nothing of queues. Whoever calls it may call it again for
/// the same execution, at any time and from anywhere: an execution that somebody is doing is
/// [WorkOutcome.Busy], one that is done answers with what it left.
@NullMarked
package dev.sage.worker;

import org.jspecify.annotations.NullMarked;
