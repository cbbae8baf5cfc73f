/// Parquet files made of the row groups of others.
///
/// A row group does not know where in a file it stands; only the footer does. So the pages that a
/// file already has are moved as they are, by the operating system, and what is written anew is one
/// footer. Footers are Thrift structures: [Footers] reads and writes them with the classes that
/// Apache publishes for the format. Nothing here looks into a page.
@NullMarked
package dev.sage.engine.parquet;

import org.jspecify.annotations.NullMarked;
