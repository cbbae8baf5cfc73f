/// Waiting for work that other threads do.
@NullMarked
package dev.sage.engine.concurrent;

import org.jspecify.annotations.NullMarked;
