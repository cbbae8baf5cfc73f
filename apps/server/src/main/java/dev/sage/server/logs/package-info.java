/// The server's log: one JSON object a line, in files that are rotated.
@NullMarked
package dev.sage.server.logs;

import org.jspecify.annotations.NullMarked;
