package dev.sage.worker.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.engine.plan.PartPlan;
import dev.sage.engine.plan.PlannedFile;
import dev.sage.engine.plan.PlannedPart;
import dev.sage.engine.split.TextForm;
import dev.sage.engine.stage.FileColumns;
import dev.sage.spi.ColumnLimit;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PlanJsonTest {
  private static final PlannedPart FIRST =
      new PlannedPart(0, 27, 5_000_000_000L, 1, 2, 812_345, (byte) ';', (byte) '"', 201);
  private static final PlannedPart SECOND =
      new PlannedPart(
          1, 5_000_000_007L, 5_000_000_009L, 812_347, 900_000, 1, (byte) 0x1F, (byte) '\'', 2);

  @Test
  void whatIsWrittenIsRead() {
    StepPlan plan = plan(limits());

    assertThat(PlanJson.parse(PlanJson.write(plan))).isEqualTo(plan);
  }

  /// The fingerprint of staged parts is made of this text.
  @Test
  void limitsAreReadInTheirOrder() {
    Map<String, List<ColumnLimit>> read =
        PlanJson.parse(PlanJson.write(plan(limits()))).parts().files().getFirst().limits();

    assertThat(read.toString()).isEqualTo(limits().toString());
  }

  @Test
  void whatIsDamagedIsSaidToBe() {
    byte[] whole = PlanJson.write(plan(Map.of()));

    assertThatThrownBy(() -> PlanJson.parse("{}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PlanJson.parse(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEntryIsReadAsItWasWritten() {
    StagedEntry entry =
        new StagedEntry(
            new UUID(1, 2),
            "steps/staged/part-00012-x.parquet",
            new Checksum(5_000_000_000L, 0xFFFFFFFFL),
            "ab12",
            12,
            1_000,
            7,
            List.of(0L, 7L, 3L),
            Set.of(2, 0));

    assertThat(StagedEntry.parse(entry.json())).isEqualTo(entry);
  }

  @Test
  void namesSayWhichPartAFileIsOf() {
    UUID attempt = new UUID(3, 4);

    assertThat(StepNames.partOf(StepNames.staged(12, attempt))).contains(StepNames.part(12));
    assertThat(StepNames.partOf(StepNames.staged(123_456, attempt)))
        .contains(StepNames.part(123_456));
    assertThat(StepNames.partOf(StepNames.entry(12))).isEmpty();
    assertThat(StepNames.partOf(StepNames.text(attempt, 12))).isEmpty();
    assertThat(StepNames.partOf("steps/staged/part-00012.parquet")).isEmpty();
  }

  private static StepPlan plan(Map<String, List<ColumnLimit>> limits) {
    PlannedFile cut =
        new PlannedFile(
            "ventas",
            "catalog-000",
            "cd34",
            new FileColumns(3, List.of(2, -1, 0)),
            limits,
            Optional.of(new TextForm(true, false)),
            List.of(FIRST, SECOND));
    PlannedFile text =
        new PlannedFile(
            "año «1»",
            "catalog-001/file-0001",
            "ef56",
            new FileColumns(1, List.of(0)),
            Map.of(),
            Optional.empty(),
            List.of());
    PartPlan parts =
        new PartPlan(
            Instant.parse("2026-11-22T14:39:32.123456789Z"),
            64 << 20,
            Optional.of("diario"),
            List.of(cut, text));
    return new StepPlan(new UUID(7, 8), "ab12", parts);
  }

  private static Map<String, List<ColumnLimit>> limits() {
    Map<String, List<ColumnLimit>> limits = new LinkedHashMap<>();
    limits.put("precio", List.of(new ColumnLimit.Digits("p", 12, 2), new ColumnLimit.NotNull("p")));
    limits.put("código", List.of(new ColumnLimit.TextLength("c", 20)));
    limits.put("a", List.of(new ColumnLimit.WholeRange("a", Long.MIN_VALUE, Long.MAX_VALUE)));
    return limits;
  }
}
