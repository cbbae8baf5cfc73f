package dev.sage.engine;

import dev.sage.contract.Policy;
import dev.sage.spi.Message;
import java.util.Optional;

/// Whether the accepted rows of a delivery may be landed.
///
/// @param refusal why not; empty: they may
record Verdict(Optional<Message> refusal) {
  static final Verdict ACCEPTED = new Verdict(Optional.empty());

  private static Verdict refused(String es, String en) {
    return new Verdict(Optional.of(new Message(es, en)));
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
      case REJECT_FILE ->
          refused(
              "hay errores y la política es reject_file",
              "there are errors and the policy is reject_file");
      case REJECT_ROWS -> ofRows(policy, tally);
    };
  }

  private static Verdict ofRows(Policy policy, Tally tally) {
    if (tally.structural()) {
      return refused(
          "hay un error de estructura del archivo",
          "there is an error in the structure of the file");
    }
    if (tally.wholeRuleFailed()) {
      return refused(
          "falla una regla sobre el conjunto que no señala registros",
          "a rule over the whole fails and names no records");
    }
    if (tally.read() > 0 && tally.rejected() == tally.read()) {
      return refused("no hay ningún registro válido", "not one record is good");
    }
    if (policy.maxErrors().isPresent() && tally.errors() > policy.maxErrors().getAsLong()) {
      String limit =
          "max_errors: %d > %d".formatted(tally.errors(), policy.maxErrors().getAsLong());
      return refused("demasiados errores (" + limit + ")", "too many errors (" + limit + ")");
    }
    if (policy.maxErrorRatio().isPresent()
        && tally.ratio() > policy.maxErrorRatio().getAsDouble()) {
      String limit =
          "max_error_ratio: %s > %s".formatted(tally.ratio(), policy.maxErrorRatio().getAsDouble());
      return refused(
          "demasiados registros rechazados (" + limit + ")",
          "too many records rejected (" + limit + ")");
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
