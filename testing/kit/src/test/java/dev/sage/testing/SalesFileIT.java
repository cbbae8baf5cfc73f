package dev.sage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SalesFileIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"true,false,1", "true,true,2", "false,false,3", "false,true,4"})
  void everyInjectedFaultIsFoundByAnObviousCheckAndNothingElse(
      boolean header, boolean quoted, long seed) throws IOException {
    var options =
        SalesOptions.faulty(5_000, 20).withHeader(header).withQuotes(quoted).withSeed(seed);
    Expectation expected = SalesFile.write(options, folder);
    var found = PlainSalesCheck.of(data(), header);
    assertThat(found.findings()).containsExactlyElementsOf(expected.findings());
    assertThat(found.records()).isEqualTo(expected.read()).isEqualTo(5_000);
  }

  @Test
  void everyKindOfFaultIsInjectedAsOftenAsAsked() throws IOException {
    Expectation expected = SalesFile.write(SalesOptions.faulty(2_000, 7), folder);
    assertThat(expected.byRule())
        .containsEntry("type", 35L)
        .containsEntry("constraint", 28L)
        .containsEntry("unique", 7L)
        .containsEntry("ragged", 14L)
        .containsEntry("encoding", 7L)
        .containsEntry("total_cuadra", 7L);
    assertThat(expected.accepted()).isEqualTo(2_000 - 20 * 7);
  }

  @Test
  void aCleanFileHasNoFindings() throws IOException {
    SalesFile.write(SalesOptions.clean(3_000), folder);
    assertThat(PlainSalesCheck.of(data(), true).findings()).isEmpty();
  }

  @Test
  void anAllBadFileBreaksTwoRulesInEveryRow() throws IOException {
    Expectation expected = SalesFile.write(SalesOptions.clean(500).withEveryRowBad(), folder);
    var found = PlainSalesCheck.of(data(), true).findings();
    assertThat(found).hasSize(1_000);
    assertThat(found)
        .extracting(ExpectedFinding::rule)
        .containsOnly("precio_valido", "total_cuadra");
    assertThat(expected.byRule())
        .containsEntry("precio_valido", 500L)
        .containsEntry("total_cuadra", 500L);
  }

  @Test
  void equalOptionsGiveEqualBytes() throws IOException {
    SalesFile.write(SalesOptions.faulty(1_000, 3), folder);
    byte[] first = data();
    SalesFile.write(SalesOptions.faulty(1_000, 3), folder);
    assertThat(data()).isEqualTo(first);
  }

  @Test
  void moreFaultsThanRowsAreRefused() {
    assertThatThrownBy(() -> SalesOptions.faulty(10, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more rows or fewer faults");
  }

  private byte[] data() throws IOException {
    return Files.readAllBytes(folder.resolve("ventas.csv"));
  }
}
