/// PostgreSQL as a destination, and the embedded warehouse.
@NullMarked
package dev.sage.connector.postgresql;

import org.jspecify.annotations.NullMarked;
