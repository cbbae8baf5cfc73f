package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.scenarios.EngineRun.Found;
import dev.sage.testing.Expectation;
import dev.sage.testing.ExpectedFinding;
import dev.sage.testing.Fault;
import dev.sage.testing.SalesFile;
import dev.sage.testing.SalesOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Files with known faults have exactly the findings that were put into them, however they are cut
/// and by however many workers they are read.
final class KnownFaultsIT {
  private static final List<Long> PARTS = List.of(4L << 10, 64L << 10, 1L << 20, 64L << 20);
  private static final Set<Fault> ALL = Set.of(Fault.values());

  @TempDir Path folder;

  /// How a file is written and read.
  record Combination(int rows, int threads, long partBytes, boolean header, boolean quoted) {
    SalesOptions options() {
      int faults = rows / 200;
      return new SalesOptions(rows, 7L * rows + threads, header, quoted, false, true, faults, ALL);
    }
  }

  /// An orthogonal array: every pair of values of two of the five factors is in it.
  static Stream<Combination> pairs() {
    return IntStream.range(0, 8).mapToObj(i -> combination(i >> 1, i & 1));
  }

  private static Combination combination(int part, int bit) {
    int high = part >> 1;
    int low = part & 1;
    return new Combination(
        bit == 0 ? 1_000 : 20_000,
        1 + (bit ^ high),
        PARTS.get(part),
        (bit ^ low) == 0,
        (bit ^ high ^ low) == 0);
  }

  /// Small files in every way there is; larger parts than these hold the whole of one.
  static Stream<Combination> everySmallOne() {
    return IntStream.range(0, 16)
        .mapToObj(i ->
            new Combination(
                1_000, 1 + (i & 1), PARTS.get(i >> 3), (i >> 1 & 1) == 0, (i >> 2 & 1) == 0));
  }

  /// All but the one with the most parts, which takes longer than the others together.
  static Stream<Combination> quickPairs() {
    return pairs().filter(c -> c.rows() / c.partBytes() < 1);
  }

  @Test
  void theCombinationsHaveEveryPairOfValues() {
    Set<String> pairs = new HashSet<>();
    for (Combination c : pairs().toList()) {
      var values = List.of(c.rows(), c.threads(), c.partBytes(), c.header(), c.quoted());
      for (int a = 0; a < values.size(); a++) {
        for (int b = 0; b < a; b++) {
          pairs.add(b + "=" + values.get(b) + "," + a + "=" + values.get(a));
        }
      }
    }
    assertThat(pairs).hasSize(4 * (4 * 2) + 6 * (2 * 2));
  }

  @ParameterizedTest
  @MethodSource({"pairs", "everySmallOne"})
  void findingsAreExactlyTheInjectedOnes(Combination c) throws IOException, SQLException {
    Expectation expected = SalesFile.write(c.options(), folder);
    EngineRun run = check(c);
    assertThat(run.exit()).isEqualTo(1);
    List<Found> found = run.findings();
    assertThat(found.stream().map(KnownFaultsIT::withoutRecordValue).toList())
        .containsExactlyElementsOf(expected.findings().stream().map(KnownFaultsIT::found).toList());
    assertReport(run.report(), expected);
    assertRecordValues(found);
    assertRejects(run, expected);
  }

  @ParameterizedTest
  @MethodSource("quickPairs")
  void correctFilesHaveNone(Combination c) throws IOException, SQLException {
    SalesOptions clean =
        SalesOptions.clean(c.rows()).withHeader(c.header()).withQuotes(c.quoted()).withSeed(3);
    Expectation expected = SalesFile.write(clean, folder);
    EngineRun run = check(c);
    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.findings()).isEmpty();
    assertReport(run.report(), expected);
  }

  @ParameterizedTest
  @MethodSource("quickPairs")
  void whollyBadFilesHaveTwoForEachRow(Combination c) throws IOException, SQLException {
    SalesOptions bad =
        SalesOptions.clean(c.rows())
            .withHeader(c.header())
            .withQuotes(c.quoted())
            .withEveryRowBad();
    Expectation expected = SalesFile.write(bad, folder);
    EngineRun run = check(c);
    assertReport(run.report(), expected);
    long above = c.header() ? 1 : 0;
    assertThat(run.findings())
        .hasSize(2 * c.rows())
        .allMatch(finding -> finding.line() == finding.record() + above);
  }

  private EngineRun check(Combination c) throws IOException {
    return EngineRun.check(
        folder.resolve("contract.yaml"),
        folder.resolve("ventas.csv"),
        folder.resolve("execution"),
        EngineRun.options(c.threads(), c.partBytes()));
  }

  private static Found found(ExpectedFinding finding) {
    return new Found(
        finding.record(),
        finding.line(),
        finding.column(),
        finding.value(),
        finding.rule(),
        finding.code().name());
  }

  private static Found withoutRecordValue(Found found) {
    return found.column().isEmpty()
        ? new Found(found.record(), found.line(), "", "", found.rule(), found.code())
        : found;
  }

  private static void assertReport(JsonNode report, Expectation expected) {
    JsonNode summary = report.at("/summary");
    assertThat(summary.get("total_records").asLong()).isEqualTo(expected.read());
    assertThat(summary.get("accepted").asLong()).isEqualTo(expected.accepted());
    assertThat(summary.get("rejected").asLong()).isEqualTo(expected.rejected());
    JsonNode catalog = report.at("/files/statistics/ventas");
    assertThat(catalog.get("records").asLong()).isEqualTo(expected.read());
    assertThat(catalog.get("accepted").asLong()).isEqualTo(expected.accepted());
    assertThat(catalog.get("rejected").asLong()).isEqualTo(expected.rejected());
    assertCounts(report, expected);
  }

  private static void assertCounts(JsonNode report, Expectation expected) {
    var byRule = new TreeMap<String, Long>();
    report
        .at("/validation/by_rule")
        .forEach(rule -> byRule.put(rule.get("rule").asString(), rule.get("count").asLong()));
    assertThat(byRule).isEqualTo(expected.byRule());
    long all = byRule.values().stream().mapToLong(Long::longValue).sum();
    assertThat(report.at("/summary/errors").asLong()).isEqualTo(all);
    assertThat(report.at("/validation/failures_total").asLong()).isEqualTo(all);
    assertThat(report.at("/validation/failures").size()).isEqualTo((int) Math.min(1_000, all));
  }

  /// What a finding about a whole record quotes: the cells that its rule reads, or the record.
  private static void assertRecordValues(List<Found> found) {
    for (Found finding : found) {
      switch (finding.rule()) {
        case "total_cuadra" ->
            assertThat(finding.value())
                .matches("cantidad=[0-9]+, precio=[0-9.]+, total=[0-9]+\\.[0-9]{2}");
        case "fecha_coherente" ->
            assertThat(finding.value()).matches("fecha=[0-9-]{10}, fecha_hora=[0-9-]{10} 23:59:59");
        case "ragged" -> assertThat(finding.value()).startsWith("100").contains("|");
        case "quote" -> assertThat(finding.value()).startsWith("100").contains("\"Entrega\" urg");
        case "nul", "line_end", "encoding" -> assertThat(finding.value()).startsWith("100");
        default -> assertThat(finding.column()).isNotEmpty();
      }
    }
  }

  /// The rejected records lie there as they came, and no other record does.
  private void assertRejects(EngineRun run, Expectation expected) throws IOException {
    List<String> delivered = lines(folder.resolve("ventas.csv"));
    List<String> wanted =
        expected.findings().stream().map(f -> delivered.get((int) f.line() - 1)).toList();
    List<String> rejects = lines(run.directory().resolve("rejects").resolve("ventas.csv"));
    int above = rejects.size() - wanted.size();
    assertThat(above).isBetween(0, 1);
    assertThat(rejects.subList(above, rejects.size())).isEqualTo(wanted);
  }

  private static List<String> lines(Path file) throws IOException {
    return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n"));
  }
}
