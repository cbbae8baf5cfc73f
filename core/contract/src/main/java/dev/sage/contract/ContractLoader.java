package dev.sage.contract;

import java.util.Optional;

/// Reads a contract and finds every problem in it at once.
///
/// Nothing that a file says makes it throw, run code, or take more than a contract of 5 MiB should.
public final class ContractLoader {
  /// @param yaml the file's bytes
  /// @param strict unknown keys are errors, not warnings
  public LoadedContract load(byte[] yaml, boolean strict) {
    Problems problems = new Problems(strict);
    Optional<Contract> contract =
        YamlDocument.parse(yaml, problems)
            .map(root -> new YamlNode(root, "", problems))
            .flatMap(root -> new ContractReader().read(root));
    return new LoadedContract(problems.anyFatal() ? Optional.empty() : contract, problems.sorted());
  }
}
