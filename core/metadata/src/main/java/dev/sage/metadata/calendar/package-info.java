/// Who was to send and who has, from PostgreSQL.
@NullMarked
package dev.sage.metadata.calendar;

import org.jspecify.annotations.NullMarked;
