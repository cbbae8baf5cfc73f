/// Directories of this machine, and what a disk can refuse.
@NullMarked
package dev.sage.worker.disk;

import org.jspecify.annotations.NullMarked;
