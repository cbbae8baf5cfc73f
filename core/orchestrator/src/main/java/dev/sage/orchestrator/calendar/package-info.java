/// Who was to send when, and who has: the first question of every morning.
@NullMarked
package dev.sage.orchestrator.calendar;

import org.jspecify.annotations.NullMarked;
