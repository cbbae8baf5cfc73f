/// How long what has ended is kept: the files of executions, and what is known of deliveries.
@NullMarked
package dev.sage.orchestrator.retention;

import org.jspecify.annotations.NullMarked;
