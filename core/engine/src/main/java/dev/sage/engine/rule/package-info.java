/// Rules as SQL: one vectorised DuckDB expression for what a row can tell, a query for what needs
/// more than a row.
@NullMarked
package dev.sage.engine.rule;

import org.jspecify.annotations.NullMarked;
