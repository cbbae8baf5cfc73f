package dev.sage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.sage.contract.SchemaJudge.Opinions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The published schema, and every contract that the project shows.
class SchemaIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```ya?ml\\n(.*?)^```");
  private static final Path ROOT =
      Path.of(Objects.requireNonNullElse(System.getProperty("sage.root"), "../.."));

  @Test
  void whatIsPublishedIsWhatIsPackaged() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/reference/contract.schema.json")))
        .isEqualTo(ContractSchema.json());
  }

  @Test
  void itIsASchemaOfItsDraft() {
    var draft =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));

    assertThat(draft.validate(ContractSchema.json(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void everyExampleIsGoodForBoth() throws IOException {
    List<Path> contracts = files("examples", "ya?ml");
    assertThat(contracts).hasSizeGreaterThan(3);
    for (Path contract : contracts) {
      good(contract.toString(), Files.readString(contract));
    }
  }

  @Test
  void everyContractOfTheDocumentationIsGoodForBoth() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Path page : pages()) {
      BLOCK
          .matcher(Files.readString(page))
          .results()
          .map(block -> block.group(1))
          .filter(yaml -> yaml.contains("sage_yaml:"))
          .forEach(shown::add);
    }
    assertThat(shown).hasSizeGreaterThan(2);
    shown.forEach(yaml -> good(yaml, yaml));
  }

  private static void good(String what, String yaml) {
    Opinions opinions = SchemaJudge.of(yaml);
    assertThat(opinions.lint()).as(what).isEmpty();
    assertThat(opinions.schema()).as(what).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(files("docs", "md"));
    pages.addAll(files("examples", "md"));
    pages.add(ROOT.resolve("README.md"));
    return pages;
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().matches(".*\\." + ending)).sorted().toList();
    }
  }
}
