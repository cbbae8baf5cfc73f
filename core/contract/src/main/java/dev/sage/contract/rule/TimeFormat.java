package dev.sage.contract.rule;

/// A `strftime` format of `pd.to_datetime` that is surely understood.
///
/// @param text the format, only of the directives `%Y %y %m %d %H %M %S %f` and fixed characters
/// @param pattern the texts that Python accepts under it, as an anchored regular expression of RE2
public record TimeFormat(String text, String pattern) {}
