package dev.sage.testing.fuzz;

import dev.sage.testing.conformance.CaseFile;
import dev.sage.testing.conformance.Contracts;
import dev.sage.testing.conformance.Corpus;
import dev.sage.testing.conformance.FileCase;
import dev.sage.testing.conformance.RefusedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The contracts that the project has: examples, pages of reference, cases of conformance.
final class Seeds {
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private Seeds() {}

  /// @param root the project's folder
  static List<String> of(Path root) throws IOException {
    List<String> seeds = new ArrayList<>();
    for (Path file : files(root.resolve("examples"), ".yaml")) {
      seeds.add(Files.readString(file));
    }
    for (Path page : files(root.resolve("docs"), ".md")) {
      BLOCK
          .matcher(Files.readString(page))
          .results()
          .map((MatchResult block) -> block.group(1))
          .filter(block -> block.contains("sage_yaml") && block.contains("catalogs"))
          .forEach(seeds::add);
    }
    Corpus.of(root).files().forEach(file -> seeds.addAll(of(file)));
    return seeds;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<String> of(CaseFile file) {
    List<String> seeds = new ArrayList<>();
    if (!file.rules().isEmpty()) {
      seeds.add(Contracts.of(file));
    } else if (!file.cells().isEmpty()) {
      seeds.add(Contracts.ofCells(file));
    }
    file.cases()
        .forEach(one -> {
          if (one instanceof FileCase delivery) {
            seeds.add(delivery.contract());
          } else if (one instanceof RefusedCase refused) {
            seeds.add(refused.contract().replace(RefusedCase.MARK, ""));
          }
        });
    return seeds;
  }
}
