/// The process that `sage up` starts: the HTTP API and the daemon, wired.
///
/// Nothing that matters is kept here: what the server knows is in PostgreSQL and in the store, so
/// any number of servers may stand behind a balancer. HTTP answers from the first second; what it
/// stands on (`platform`) is started meanwhile, and `/api/health` says how far that is.
@NullMarked
package dev.sage.server;

import org.jspecify.annotations.NullMarked;
