/// What work in functions may cost and has cost.
///
/// ```
/// estimate -> reserved when it is claimed, within the budget -> settled when it is known what it took
/// ```
///
/// What is reserved is the most that it can cost: the function is told how long it may work, and
/// the service's own retries are counted. So what was spent and what is under way never pass the
/// budget together.
@NullMarked
package dev.sage.orchestrator.cost;

import org.jspecify.annotations.NullMarked;
