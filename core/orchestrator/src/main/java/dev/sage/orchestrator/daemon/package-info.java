/// What runs by itself: takes deliveries in, does executions, finds what got stuck, tells who is
/// late.
@NullMarked
package dev.sage.orchestrator.daemon;

import org.jspecify.annotations.NullMarked;
