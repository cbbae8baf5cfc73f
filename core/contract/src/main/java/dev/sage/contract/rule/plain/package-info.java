/// The spelling of SQL: `total > 0`. Its words, its precedence, and what its functions mean.
@NullMarked
package dev.sage.contract.rule.plain;

import org.jspecify.annotations.NullMarked;
