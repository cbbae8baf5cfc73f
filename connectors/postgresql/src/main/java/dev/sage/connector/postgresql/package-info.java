/// PostgreSQL as a destination, and the embedded warehouse.
///
/// [PostgresqlPlugin] is what a connector owes to `dev.sage.spi`; [Warehouse] is the PostgreSQL
/// that SAGE brings along. A load is exactly once: its transaction begins with the row of the
/// ledger `sage_commits`, whose primary key refuses a second one, and an unknown outcome of a
/// commit is resolved by trying that insert again. Rows travel as binary COPY, straight from the
/// columns of a [dev.sage.spi.RowBatch] into the bytes of the protocol.
///
/// Each strategy is a [Landing] of two steps: rows are copied to where nobody sees them, perhaps
/// while others are still being checked, and after the verdict they meet the rows that are there.
/// What a strategy asks of its table, [Demands] refuses before anything is read.
///
/// No message holds a data value or a password: of a server's error only its SQLSTATE and the names
/// of tables, columns and constraints are told.
@NullMarked
package dev.sage.connector.postgresql;

import org.jspecify.annotations.NullMarked;
