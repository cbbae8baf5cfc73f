/// The desks of the API over the metadata in PostgreSQL: names become ids, shapes become shapes.
@NullMarked
package dev.sage.server.desk;

import org.jspecify.annotations.NullMarked;
