/// Staging: a normalised part becomes a Parquet part with typed columns and a mask of failed
/// checks.
///
/// `part-00003.csv` (all text, from the splitter) -> one `COPY` -> `part-00003.parquet`. The
/// statement is layered; each layer only sees the one below it:
///
/// 1. `c0..` raw text of the file's columns; `n0..` the same with null tokens made null
/// 2. `x0..` a fast, permissive cast
/// 3. `v0..` the value by the law of the contract; `e0..` whether the cell is a type error
/// 4. `m0..` masks: bit k of mask j is check 62j+k, failed
/// 5. out: `v`, `m`, and `r0..`, the raw text of the cells that a finding may have to quote
///
/// [CatalogChecks] owns which checks there are and their numbers, [Casts] what text is a value of a
/// type, [StageStatement] the layers, [Stager] the threads.
@NullMarked
package dev.sage.engine.stage;

import org.jspecify.annotations.NullMarked;
