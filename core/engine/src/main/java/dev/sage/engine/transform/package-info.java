/// Transformations: what happens to accepted rows on their way to output and destinations.
///
/// `staged part -> accepted rows -> step -> step -> rows that leave`. A [Pipeline] is the steps of
/// one catalog as SQL; each step is a query around the one before it ([Rows]), over one part or
/// over all of them. Its [Fault]s are the values that a step has nothing to make of; the finish
/// step asks for them, so that they are findings of records like any other, before a row leaves.
///
/// Rows leave in one of two ways. While the file is still being checked, a load reads them through
/// the pipeline, part by part. After the verdict [Leaving] writes them to Parquet parts of their
/// own, several at a time, and both output and loads read those. Where a step takes rows together
/// there is only the second way, and all of them are one part.
@NullMarked
package dev.sage.engine.transform;

import org.jspecify.annotations.NullMarked;
