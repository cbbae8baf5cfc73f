/// The formats of data files. Each is a [dev.sage.engine.format.RecordFile] that becomes parts;
/// nothing behind the parts knows which format they came from.
///
/// CSV is cut into parts as it is written. The others are taken apart into cells, which are spelled
/// so that the contract's own reading of a field takes them for what they are.
@NullMarked
package dev.sage.engine.format;

import org.jspecify.annotations.NullMarked;
