package dev.sage.testing.lambda;

import java.time.Duration;

/// How often things go wrong by chance, each from 0 (never) to 1 (always).
///
/// @param seed of the chance: the same seed and the same order of events give the same faults
/// @param duplicates an event is delivered twice
/// @param throttles an invocation is refused with 429
/// @param crashes an environment is killed in the middle of an invocation
/// @param hangs an environment stands still in the middle of an invocation until its time is over
/// @param latest a crash or a hang happens at some time up to this after an invocation has begun
public record Faults(
    long seed, double duplicates, double throttles, double crashes, double hangs, Duration latest) {
  public static final Faults NONE = new Faults(0, 0, 0, 0, 0, Duration.ofSeconds(1));
}
