package dev.sage.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The trace that an invocation belongs to, as W3C spells it: 32 hexadecimal digits.
final class TraceId {
  private static final Pattern W3C = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-.*");
  private static final Pattern XRAY = Pattern.compile(".*Root=1-([0-9a-f]{8})-([0-9a-f]{24}).*");

  private TraceId() {}

  /// @param traceparent of the message, which is asked first
  /// @param xray the header of Lambda; may be empty
  static Optional<String> of(Optional<String> traceparent, String xray) {
    return traceparent
        .map(W3C::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .or(() ->
            Optional.of(XRAY.matcher(xray))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1) + matcher.group(2)));
  }
}
