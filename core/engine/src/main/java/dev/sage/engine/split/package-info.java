/// The one place that knows records: where they begin and end, their physical lines, their bytes.
///
/// A file is looked at once and cut into parts: CSV in one dialect that the engine's reader cannot
/// misread. Records that are no records are reported as [dev.sage.engine.split.Fault] and are in no
/// part, so that `read = records of all parts + faults`, always.
@NullMarked
package dev.sage.engine.split;

import org.jspecify.annotations.NullMarked;
