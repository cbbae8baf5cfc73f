/// Kills daemons and workers while files are delivered to them, and looks whether anything was lost
/// or done twice.
@NullMarked
package dev.sage.bench.daemons;

import org.jspecify.annotations.NullMarked;
