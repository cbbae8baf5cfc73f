package dev.sage.contract;

import java.util.List;
import java.util.Optional;

/// Reads a contract and finds every problem in it at once.
public final class ContractLoader {
  /// @param yaml the file's bytes
  /// @param strict unknown keys are errors, not warnings
  public LoadedContract load(byte[] yaml, boolean strict) {
    return new LoadedContract(Optional.empty(), List.of());
  }
}
