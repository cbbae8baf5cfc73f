/// A delivery in steps: what its split found out ([PartPlan]), and what was staged of it elsewhere
/// ([CarriedPart]).
@NullMarked
package dev.sage.engine.plan;

import org.jspecify.annotations.NullMarked;
