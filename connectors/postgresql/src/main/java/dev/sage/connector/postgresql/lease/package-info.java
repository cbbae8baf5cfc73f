/// [PostgresqlLeases]: leases by the clock of a PostgreSQL server.
@NullMarked
package dev.sage.connector.postgresql.lease;

import org.jspecify.annotations.NullMarked;
