/// The delivered file as it came: a single file or a ZIP, its limits, its hash, its encoding.
///
/// Everything behind this package sees bytes of one representation: UTF-8, or what
/// [dev.sage.engine.delivery.ExtendedUtf8] makes of another encoding. What cannot be read as a
/// whole (corrupt, encrypted, too large) is a [dev.sage.spi.SageException]; a bad byte in a record
/// is not.
@NullMarked
package dev.sage.engine.delivery;

import org.jspecify.annotations.NullMarked;
