/// The one place that talks to DuckDB, and the one place that quotes.
@NullMarked
package dev.sage.engine.sql;

import org.jspecify.annotations.NullMarked;
