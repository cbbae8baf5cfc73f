package dev.sage.engine.plan;

import dev.sage.engine.stage.StagedPart;

/// A part that was staged in one place and is of use in another.
///
/// @param fingerprint of all that was made use of: who expects another stages the part again
public record CarriedPart(String fingerprint, StagedPart staged) {}
