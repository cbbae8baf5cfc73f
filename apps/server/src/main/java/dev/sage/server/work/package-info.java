/// Doing executions in this process: destinations, the worker, the daemon, and who is told of it.
@NullMarked
package dev.sage.server.work;

import org.jspecify.annotations.NullMarked;
