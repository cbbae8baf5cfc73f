/// The outbox in PostgreSQL.
@NullMarked
package dev.sage.metadata.notify;

import org.jspecify.annotations.NullMarked;
