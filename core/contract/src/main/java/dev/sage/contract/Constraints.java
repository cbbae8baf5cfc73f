package dev.sage.contract;

import dev.sage.contract.pattern.PythonPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a value of a field must satisfy besides its type. Nulls satisfy everything here.
///
/// @param pattern what the whole text must match
/// @param allowed the closed list of texts (`enum`), as written in a file; empty: any
/// @param min the least value, as written in a file, already checked to be of the field's type
/// @param max the greatest value, likewise
/// @param minLength in Unicode code points
/// @param references the field of another catalog that must hold the value
public record Constraints(
    Optional<PythonPattern> pattern,
    List<String> allowed,
    Optional<String> min,
    Optional<String> max,
    OptionalInt minLength,
    OptionalInt maxLength,
    Optional<FieldReference> references) {
  public static final Constraints NONE =
      new Constraints(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty());

  public Constraints {
    allowed = List.copyOf(allowed);
  }
}
