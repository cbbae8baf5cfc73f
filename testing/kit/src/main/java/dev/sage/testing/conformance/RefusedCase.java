package dev.sage.testing.conformance;

import java.util.List;

/// A contract that is refused.
///
/// @param contract with `→` before the place of its only problem
/// @param message what the problem's English message contains
/// @param beyond whether a schema cannot know
public record RefusedCase(
    String name,
    String says,
    List<String> covers,
    int line,
    String contract,
    String shown,
    List<String> message,
    boolean beyond)
    implements Case {
  public static final String MARK = "→";

  public RefusedCase {
    covers = List.copyOf(covers);
    message = List.copyOf(message);
  }
}
