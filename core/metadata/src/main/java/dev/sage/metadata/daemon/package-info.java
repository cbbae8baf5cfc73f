/// Which daemons there are and when they were last heard of.
@NullMarked
package dev.sage.metadata.daemon;

import org.jspecify.annotations.NullMarked;
