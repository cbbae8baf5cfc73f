/// The finish step: what no row can answer by itself.
///
/// Over the staged parts of all catalogs: uniqueness, keys, references, rules with aggregates,
/// rules across catalogs. Each check fills the table `hits` with the records that failed it;
/// [Finisher] says which checks failed, [FinishCheck] what they are.
@NullMarked
package dev.sage.engine.finish;

import org.jspecify.annotations.NullMarked;
