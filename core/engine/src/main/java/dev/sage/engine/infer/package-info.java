/// A contract proposed from a sample.
///
/// `file -> SampledFile` (a large one: its beginning) `-> FormatFinder, DialectFinder` (how it is
/// written) `-> Sampler, HeaderFinder` (a `Sample`: a table of text, names for its columns) `->
/// ColumnStudy, TypeFinder` (a `ProposedField` for each column) `-> KeyFinder, ReferenceFinder ->
/// ContractWriter` (YAML).
///
/// Nothing here reads a record or a value by itself: records come from the splitter and the formats
/// as in any execution, and whether a text is a value of a type is asked in the SQL that stages it.
/// What is proposed therefore accepts the sample it was proposed from.
///
/// The figures come from the engine and not from a profiler in Java: what counts distinct texts,
/// tuples and inclusions must go beyond memory for large samples, and the engine does; and the law
/// of values exists there. A column is first grouped into its distinct texts, and what is plausible
/// for their shapes is asked of these alone: a million rows of ten columns take a few seconds.
@NullMarked
package dev.sage.engine.infer;

import org.jspecify.annotations.NullMarked;
