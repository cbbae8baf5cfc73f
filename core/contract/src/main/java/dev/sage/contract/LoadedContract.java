package dev.sage.contract;

import java.util.List;
import java.util.Optional;

/// What came of reading a contract: every problem, and the contract if none of them is fatal.
///
/// @param problems by line and column
public record LoadedContract(Optional<Contract> contract, List<Problem> problems) {
  public LoadedContract {
    problems = List.copyOf(problems);
  }
}
