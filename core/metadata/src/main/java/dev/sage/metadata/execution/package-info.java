/// The queue in PostgreSQL, and what the server shows and asks of executions.
@NullMarked
package dev.sage.metadata.execution;

import org.jspecify.annotations.NullMarked;
