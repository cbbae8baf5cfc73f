package dev.sage.cli;

import dev.sage.contract.Contract;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import dev.sage.contract.Problem;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A contract as it lies on disk, and what came of reading it.
///
/// @param path as the user named it
record ContractFile(Path path, byte[] yaml, LoadedContract loaded) {
  private static final int MOST_BYTES = 5 << 20;

  static ContractFile read(Path path, boolean strict, Language language) {
    InputFile.check(path, language);
    byte[] yaml = bytes(path, language);
    return new ContractFile(path, yaml, new ContractLoader().load(yaml, strict));
  }

  /// The contract, or [ErrorCode#CONTRACT_INVALID] with everything that is wrong with it.
  Contract valid(Language language) {
    return loaded
        .contract()
        .orElseThrow(() -> new SageException(ErrorCode.CONTRACT_INVALID, invalid(language)));
  }

  /// Every problem as `file:line:column: error: message`, in order.
  List<String> lines(Language language) {
    return loaded.problems().stream().map(problem -> line(problem, language)).toList();
  }

  boolean isFatal() {
    return loaded.contract().isEmpty() || loaded.problems().stream().anyMatch(Problem::fatal);
  }

  static String severity(Problem problem) {
    return problem.fatal() ? "error" : "warning";
  }

  private String line(Problem problem, Language language) {
    return path
        + ":"
        + problem.line()
        + ":"
        + problem.column()
        + ": "
        + severity(problem)
        + ": "
        + SafeText.of(problem.message().in(language));
  }

  /// How many errors there are, and the first.
  String invalid(Language language) {
    long errors = loaded.problems().stream().filter(Problem::fatal).count();
    String first =
        loaded.problems().stream()
            .filter(Problem::fatal)
            .findFirst()
            .map(problem -> " " + line(problem, language))
            .orElse("");
    return switch (language) {
      case ES -> "El contrato tiene " + errors + (errors == 1 ? " error." : " errores.") + first;
      case EN -> "The contract has " + errors + (errors == 1 ? " error." : " errors.") + first;
    };
  }

  /// Reads one byte more than a contract may have and no more: the loader refuses what is longer.
  private static byte[] bytes(Path path, Language language) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw InputFile.unreadable(path, language, e);
    }
  }
}
