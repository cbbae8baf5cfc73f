package dev.sage.spi;

import java.util.Optional;

/// One thing about a destination that was looked at.
///
/// @param name a word for programs that never changes once published: `reach`
/// @param title the same for people
/// @param seen what was found; where nothing was tried, why. No secret in it
/// @param advice what to do about it, with the statement or setting; empty when there is nothing
public record Diagnosis(
    String name, Message title, Status status, Message seen, Optional<Message> advice) {

  /// How good it is, from good to bad but for the last one.
  public enum Status {
    OK,
    /// Loads work, but something should be known or changed.
    WARNING,
    /// Loads cannot work.
    FAILED,
    /// An earlier failure left nothing to look at.
    NOT_TRIED
  }
}
