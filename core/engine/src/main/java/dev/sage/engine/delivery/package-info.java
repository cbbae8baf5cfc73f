/// The delivered file as it came: a single file or a ZIP, its limits, its hash, its encoding.
///
/// Everything behind this package sees bytes of one representation: UTF-8, or what
/// [dev.sage.engine.delivery.ExtendedUtf8] makes of another encoding. What cannot be read as a
/// whole (corrupt, encrypted, too large) is a [dev.sage.spi.SageException]; a bad byte in a record
/// is not.
///
/// A delivery is a list of files and knows no catalogs. Which of them are one catalog's, and in
/// what order, is decided once, by name (`CatalogFiles` for the plan of the execution); each is
/// then opened with its own encoding, header, width, record and line numbers, checkpoint and
/// rejects. What makes them one are the numbers of their parts, which go on from file to file
/// (`CatalogReading`), so that order, uniqueness and loading need not know that there are several;
/// and a column `f` beside every line map and fault, from which a finding gets the name of its
/// file.
@NullMarked
package dev.sage.engine.delivery;

import org.jspecify.annotations.NullMarked;
