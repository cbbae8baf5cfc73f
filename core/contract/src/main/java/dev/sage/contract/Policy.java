package dev.sage.contract;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What errors in the data mean for the load.
///
/// @param maxErrors more findings of severity error than this refuse the file
/// @param maxErrorRatio more rejected records than this part (0 to 1) of those read refuse the file
public record Policy(OnError onError, OptionalLong maxErrors, OptionalDouble maxErrorRatio) {
  public static final Policy DEFAULT =
      new Policy(OnError.REJECT_FILE, OptionalLong.empty(), OptionalDouble.empty());

  /// What happens to the good rows when others are bad.
  public enum OnError {
    /// One error, and nothing is landed.
    REJECT_FILE,
    /// Good rows are landed.
    REJECT_ROWS
  }
}
