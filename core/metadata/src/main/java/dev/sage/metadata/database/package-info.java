/// The metadata's PostgreSQL: how to get in, what SQL says back, what a failure means.
///
/// Nothing outside of this package knows Jdbi, Flyway, the pool or the driver.
@NullMarked
package dev.sage.metadata.database;

import org.jspecify.annotations.NullMarked;
