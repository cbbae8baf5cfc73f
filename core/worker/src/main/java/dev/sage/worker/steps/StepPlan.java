package dev.sage.worker.steps;

import dev.sage.engine.plan.PartPlan;
import java.util.UUID;

/// `steps/parts.json`: see [PlanJson].
///
/// @param split which one it was: texts and staged parts of another are of no use
/// @param contractSha256 of the contract that the delivery was split by
record StepPlan(UUID split, String contractSha256, PartPlan parts) {}
