/// What the disk under an execution's directory can refuse.
@NullMarked
package dev.sage.engine.disk;

import org.jspecify.annotations.NullMarked;
