/// The spelling of Python and pandas: `df['total'] > 0`. Its words, its precedence, and what its
/// names, methods and functions mean.
@NullMarked
package dev.sage.contract.rule.dataframe;

import org.jspecify.annotations.NullMarked;
