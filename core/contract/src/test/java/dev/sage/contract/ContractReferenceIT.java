package dev.sage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of reference is true.
class ContractReferenceIT {
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static String page() throws IOException {
    String root = Objects.requireNonNull(System.getProperty("sage.root"));
    return Files.readString(Path.of(root, "docs", "reference", "contract.md"));
  }

  @Test
  void everyWholeContractLoadsWithoutAProblem() throws IOException {
    List<String> blocks =
        BLOCK.matcher(page()).results().map((MatchResult block) -> block.group(1)).toList();
    assertThat(blocks).hasSize(3);
    for (String block : blocks) {
      LoadedContract loaded = new ContractLoader().load(whole(block).getBytes(UTF_8), true);
      assertThat(loaded.problems()).isEmpty();
      assertThat(loaded.contract()).isPresent();
    }
  }

  private static String whole(String block) {
    return block.startsWith("# fragment: three fields")
        ? Contracts.catalog("", block.indent(6))
        : block;
  }

  @Test
  void everyKeyIsNamed() throws IOException {
    String page = page();
    Stream.of(
            ContractReader.KEYS,
            ContractReader.HEADER_KEYS,
            CatalogReader.KEYS,
            FormatReader.KEYS,
            FieldReader.KEYS,
            RuleReader.KEYS,
            PackageReader.KEYS,
            PolicyReader.KEYS,
            MaterializationReader.KEYS)
        .flatMap(List::stream)
        .forEach(key -> assertThat(page).contains("`" + key + "`"));
  }
}
