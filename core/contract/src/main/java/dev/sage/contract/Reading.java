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
/// @param instead what a null becomes (`default`), as written in a file, already checked to be of
///   the field's type; empty: it stays null
public record Reading(
    boolean trim,
    List<String> nullValues,
    List<String> formats,
    char decimalSeparator,
    Optional<Character> thousandsSeparator,
    Optional<String> instead) {
  public static final Reading DEFAULT =
      new Reading(false, List.of(), List.of(), '.', Optional.empty());

  public Reading {
    nullValues = List.copyOf(nullValues);
    formats = List.copyOf(formats);
  }

  /// A null stays null.
  public Reading(
      boolean trim,
      List<String> nullValues,
      List<String> formats,
      char decimalSeparator,
      Optional<Character> thousandsSeparator) {
    this(trim, nullValues, formats, decimalSeparator, thousandsSeparator, Optional.empty());
  }

  Reading insteadOfNull(Optional<String> value) {
    return new Reading(trim, nullValues, formats, decimalSeparator, thousandsSeparator, value);
  }
}
