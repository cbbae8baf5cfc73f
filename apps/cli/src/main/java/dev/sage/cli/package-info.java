/// The command sage: wiring, options, streams and exit codes.
@NullMarked
package dev.sage.cli;

import org.jspecify.annotations.NullMarked;
