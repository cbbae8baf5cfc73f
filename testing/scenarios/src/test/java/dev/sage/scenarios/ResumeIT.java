package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.engine.Cancellation;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.Progress;
import dev.sage.engine.stage.Checkpoint;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An execution that was interrupted goes on where it was, and ends as if nothing had happened.
final class ResumeIT {
  private static final int INTERRUPTED_AFTER = 6;
  private static final int ALL = 24;

  @TempDir private Path folder;
  private Path contract;
  private Path data;
  private Path out;

  @BeforeEach
  void prepare() {
    Desk desk = Desk.in(folder);
    contract =
        desk.file(
            "contract.yaml",
            Yaml.header("name: a, type: texto", "name: b, type: entero, max: 9000"));
    data = desk.file("datos.csv", "a;b\n" + rows());
    out = folder.resolve("out");
  }

  /// Lines that are blank, cells with line breaks, records that are malformed or wrong.
  private static String rows() {
    return IntStream.range(0, 8_000).mapToObj(ResumeIT::row).collect(Collectors.joining());
  }

  private static String row(int i) {
    return switch (i % 500) {
      case 7 -> "sin número;x" + i + "\n";
      case 77 -> "\n\"dos\nlíneas " + i + "\";" + i + "\n";
      case 177 -> "de más;" + i + ";1\n";
      default -> "fila " + i + ";" + i * 2 + "\n";
    };
  }

  @Test
  void onlyPartsThatAreMissingAreStagedAgain() throws Exception {
    interrupt();
    Map<String, Object> before = listedParts();

    finish();

    assertThat(before).hasSizeBetween(INTERRUPTED_AFTER - 4, INTERRUPTED_AFTER);
    assertThat(parts()).hasSize(ALL).containsAllEntriesOf(before);
    assertThatAllIsAsWithoutInterruption();
  }

  @Test
  void aPartThatWasDamagedMeanwhileIsStagedAgain() throws Exception {
    interrupt();
    Map<String, Object> before = parts();
    Path first = work().resolve("part-00000.parquet");
    byte[] bytes = Files.readAllBytes(first);
    bytes[bytes.length / 2] ^= 1;
    Files.write(first, bytes, StandardOpenOption.WRITE);

    finish();

    assertThat(parts().get("part-00000.parquet")).isNotEqualTo(before.get("part-00000.parquet"));
    assertThat(parts()).containsEntry("part-00001.parquet", before.get("part-00001.parquet"));
    assertThatAllIsAsWithoutInterruption();
  }

  @Test
  void aListThatIsTornIsNoList() throws Exception {
    interrupt();
    Path list = work().resolve("parts.json");
    byte[] bytes = Files.readAllBytes(list);
    Files.write(list, Arrays.copyOf(bytes, bytes.length / 2));

    finish();

    assertThatAllIsAsWithoutInterruption();
  }

  @Test
  void partsOfOtherSizeAreStagedAnew() throws Exception {
    interrupt();
    Map<String, Object> before = parts();

    EngineRun.check(contract, data, out, new EngineOptions(1L << 30, 1, 9 << 10, true));

    assertThat(parts().values()).doesNotContainAnyElementsOf(before.values());
    assertThatAllIsAsWithoutInterruption();
  }

  private void interrupt() {
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(() ->
            EngineRun.check(contract, data, out, options(), cancels(cancellation), cancellation))
        .isInstanceOf(SageException.class);
    assertThat(out.resolve("result.json")).doesNotExist();
  }

  private void finish() throws IOException {
    assertThat(EngineRun.check(contract, data, out, options()).exit()).isEqualTo(1);
  }

  private static EngineOptions options() {
    return new EngineOptions(1L << 30, 1, 5 << 10, true);
  }

  private static Progress cancels(Cancellation cancellation) {
    return new Progress() {
      private int parts;

      @Override
      public void phase(Phase phase, long totalBytes) {}

      @Override
      public void advance(long bytes, long rows) {
        if (rows > 0 && ++parts == INTERRUPTED_AFTER) {
          cancellation.cancel();
        }
      }
    };
  }

  private void assertThatAllIsAsWithoutInterruption() throws Exception {
    Path whole = folder.resolve("whole");
    EngineRun expected = EngineRun.check(contract, data, whole, options());
    EngineRun resumed = new EngineRun(1, out);
    assertThat(resumed.findings()).isEqualTo(expected.findings()).isNotEmpty();
    assertThat(resumed.report().path("files")).isEqualTo(expected.report().path("files"));
    for (String file : Desk.files(whole.resolve("rejects"))) {
      assertThat(out.resolve("rejects").resolve(file))
          .hasSameBinaryContentAs(whole.resolve("rejects").resolve(file));
    }
  }

  private Path work() {
    return out.resolve("work/catalog-000");
  }

  /// The staged parts that the list names: the cancellation may fall between a part and its entry.
  private Map<String, Object> listedParts() throws IOException {
    String list = Files.readString(work().resolve(Checkpoint.FILE));
    Map<String, Object> parts = parts();
    parts.keySet().removeIf(part -> !list.contains('"' + part + '"'));
    return parts;
  }

  /// Each staged part, and when the file system last changed it.
  private Map<String, Object> parts() throws IOException {
    Map<String, Object> parts = new TreeMap<>();
    try (Stream<Path> files = Files.list(work())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        parts.put(file.getFileName().toString(), Files.getAttribute(file, "unix:ctime"));
      }
    }
    return parts;
  }
}
