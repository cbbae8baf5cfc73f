/// The control path: what arrives, what is done next, what came of it, who is told.
///
/// `inbox` takes deliveries in, `execution` is the queue with its states, `daemon` moves both on,
/// `calendar` knows who should have sent, `notify` tells people. The ports that all of these need
/// are declared beside them and implemented by `dev.sage.metadata` in PostgreSQL and by doubles in
/// memory. Nothing here reads data, and nothing here knows a database.
@NullMarked
package dev.sage.orchestrator;

import org.jspecify.annotations.NullMarked;
