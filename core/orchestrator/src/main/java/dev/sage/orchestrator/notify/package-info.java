/// Telling people and programs, at least once, what they have to know.
@NullMarked
package dev.sage.orchestrator.notify;

import org.jspecify.annotations.NullMarked;
