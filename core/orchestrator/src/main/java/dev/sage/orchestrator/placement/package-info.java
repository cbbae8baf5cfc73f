/// Where executions are done: here, or in functions elsewhere. A decision is a function of what is
/// known at that moment and nothing else; it is stored with its reasons.
@NullMarked
package dev.sage.orchestrator.placement;

import org.jspecify.annotations.NullMarked;
