package dev.sage.contract;

import java.util.List;
import java.util.Optional;

/// How a field's text becomes a value.
///
/// @param trim strip blanks of a text field (typed fields are always stripped)
/// @param nullValues texts that mean null, besides the empty cell
/// @param formats patterns of a date or date-time field in the letters of java.time (`dd/MM/yy`);
///   empty: the default ones
/// @param decimalSeparator `.` unless the contract says otherwise
/// @param thousandsSeparator empty: none is accepted
public record Reading(
    boolean trim,
    List<String> nullValues,
    List<String> formats,
    char decimalSeparator,
    Optional<Character> thousandsSeparator) {
  public static final Reading DEFAULT =
      new Reading(false, List.of(), List.of(), '.', Optional.empty());

  public Reading {
    nullValues = List.copyOf(nullValues);
    formats = List.copyOf(formats);
  }
}
