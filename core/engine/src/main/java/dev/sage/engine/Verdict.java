package dev.sage.engine;

import dev.sage.contract.Policy;
import dev.sage.engine.report.Figures;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/// Whether the accepted rows of a delivery may be landed.
///
/// @param refusal why not, as the end of a sentence; empty: they may
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
              "hay errores, y con la política reject_file basta uno para rechazar la entrega entera",
              "there are errors, and under the policy reject_file one is enough to refuse the whole delivery");
      case REJECT_ROWS -> ofRows(policy, tally);
    };
  }

  private static Verdict ofRows(Policy policy, Tally tally) {
    if (tally.structural()) {
      return refused(
          "la estructura no es la acordada: falta un archivo o una columna, o el archivo no se puede leer",
          "the structure is not as agreed: a file or a column is missing, or the file cannot be read");
    }
    if (tally.wholeRuleFailed()) {
      return refused(
          "no se cumple una regla sobre el conjunto, que no señala registros que apartar",
          "a rule over the whole does not hold, and names no records that could be set aside");
    }
    if (tally.read() > 0 && tally.rejected() == tally.read()) {
      return refused("no hay ningún registro válido", "not one record is good");
    }
    if (policy.maxErrors().isPresent() && tally.errors() > policy.maxErrors().getAsLong()) {
      return tooMany(tally.errors(), policy.maxErrors().getAsLong());
    }
    if (policy.maxErrorRatio().isPresent()
        && tally.ratio() > policy.maxErrorRatio().getAsDouble()) {
      return tooManyOf(tally, policy.maxErrorRatio().getAsDouble());
    }
    return ACCEPTED;
  }

  private static Verdict tooMany(long errors, long most) {
    Function<Language, Object[]> figures =
        language ->
            new Object[] {Figures.grouped(errors, language), Figures.grouped(most, language)};
    return refused(
        "hay demasiados errores: %s, y se admiten %s (max_errors)"
            .formatted(figures.apply(Language.ES)),
        "there are too many errors: %s, and %s are allowed (max_errors)"
            .formatted(figures.apply(Language.EN)));
  }

  /// The part of rejected records is rounded, but never down to the limit that it exceeds.
  private static Verdict tooManyOf(Tally tally, double most) {
    BigDecimal limit = BigDecimal.valueOf(most).movePointRight(2);
    BigDecimal part = Figures.percentAbove(limit, tally.rejected(), tally.read());
    Function<Language, Object[]> figures =
        language ->
            new Object[] {
              Figures.grouped(tally.rejected(), language),
              Figures.grouped(tally.read(), language),
              Figures.percent(part, language),
              Figures.percent(limit, language)
            };
    return refused(
        "hay demasiados registros rechazados: %s de %s (%s), y se admite el %s (max_error_ratio)"
            .formatted(figures.apply(Language.ES)),
        "too many records are rejected: %s of %s (%s), and %s is allowed (max_error_ratio)"
            .formatted(figures.apply(Language.EN)));
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
