package dev.sage.engine;

import dev.sage.contract.Policy;
import java.util.Optional;

/// Whether the accepted rows of a delivery may be landed.
///
/// @param refusal why not; empty: they may
record Verdict(Optional<String> refusal) {
  static final Verdict ACCEPTED = new Verdict(Optional.empty());

  static Verdict refused(String why) {
    return new Verdict(Optional.of(why));
  }

  boolean isRefused() {
    return refusal.isPresent();
  }

  /// Judges one catalog, or a whole package.
  static Verdict of(Policy policy, Tally tally) {
    if (tally.errors() == 0) {
      return ACCEPTED;
    }
    return switch (policy.onError()) {
      case REJECT_FILE -> refused("on_error: reject_file, %d errors".formatted(tally.errors()));
      case REJECT_ROWS -> ofRows(policy, tally);
    };
  }

  private static Verdict ofRows(Policy policy, Tally tally) {
    if (tally.structural()) {
      return refused("a structural error of the file");
    }
    if (tally.wholeRuleFailed()) {
      return refused("a rule over the whole catalog failed");
    }
    if (policy.maxErrors().isPresent() && tally.errors() > policy.maxErrors().getAsLong()) {
      return refused(
          "max_errors: %d > %d".formatted(tally.errors(), policy.maxErrors().getAsLong()));
    }
    if (policy.maxErrorRatio().isPresent()
        && tally.ratio() > policy.maxErrorRatio().getAsDouble()) {
      return refused(
          "max_error_ratio: %s > %s"
              .formatted(tally.ratio(), policy.maxErrorRatio().getAsDouble()));
    }
    return ACCEPTED;
  }

  /// What a verdict is made from.
  ///
  /// @param structural an error about the file itself that even `reject_rows` does not pass over
  /// @param wholeRuleFailed a rule of severity error failed without naming records
  record Tally(long read, long rejected, long errors, boolean structural, boolean wholeRuleFailed) {
    double ratio() {
      return read == 0 ? 0 : (double) rejected / read;
    }

    Tally plus(Tally other) {
      return new Tally(
          read + other.read,
          rejected + other.rejected,
          errors + other.errors,
          structural || other.structural,
          wholeRuleFailed || other.wholeRuleFailed);
    }
  }
}
