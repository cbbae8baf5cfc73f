/// The product from end to end, as its users meet it: commands in; exit statuses, reports, files
/// and rows in PostgreSQL out.
@NullMarked
package dev.sage.scenarios;

import org.jspecify.annotations.NullMarked;
