/// Inboxes, contracts and the ledger of deliveries in PostgreSQL.
@NullMarked
package dev.sage.metadata.inbox;

import org.jspecify.annotations.NullMarked;
