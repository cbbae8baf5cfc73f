package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import dev.sage.contract.Policy.OnError;
import dev.sage.engine.Cancellation;
import dev.sage.engine.Engine;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.ExecutionOutcome;
import dev.sage.engine.ExecutionRequest;
import dev.sage.engine.Progress;
import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.SageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows are on their way while later ones are being checked, and nobody sees them before the
/// verdict.
final class LoadWhileCheckingIT {
  private static final int ROWS = 2_000;
  private static final int PART = 4 << 10;

  @TempDir private Path folder;
  private final MemoryDestination first = new MemoryDestination();
  private final MemoryDestination second = new MemoryDestination();
  private String field = "name: b, type: entero, max: 1000000";
  private String materializations =
      "materializations: {m: {catalog: c, destination: first, table: t}}";

  @Test
  void rowsAreCopiedBeforeTheFileIsRead() {
    run(rows(), Optional.empty(), new WaitsForRows());

    assertThat(first.committed.get("t")).containsExactlyElementsOf(expected());
  }

  @Test
  void aBadRowAtTheEndEndsTheCopyAndNothingIsSeen() {
    run(rows() + "mala;x\n", Optional.empty(), new WaitsForRows());

    assertThat(first.copied.get()).isPositive();
    assertThat(first.committed).isEmpty();
    assertThat(report().path("summary").path("status").asString()).isEqualTo("Fallido");
    assertThat(report().path("materializations").path(0).path("outcome").asString())
        .isEqualTo("refused");
  }

  @Test
  void underRejectRowsTheGoodRowsAreCopiedAtOnce() {
    run("mala;x\n" + rows(), Optional.of(OnError.REJECT_ROWS), new WaitsForRows());

    assertThat(first.committed.get("t")).containsExactlyElementsOf(expected());
    assertThat(report().path("summary").path("status").asString()).isEqualTo("Parcial");
  }

  @Test
  void whatALaterStepCanRejectWaitsForIt() {
    field = "name: b, type: entero, unique: true";
    run("una;7\notra;7\n" + rows(), Optional.of(OnError.REJECT_ROWS), new NoRowsWhileReading());

    assertThat(first.committed.get("t")).hasSize(ROWS + 1).doesNotContain("otra|7");
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsTouchedWhileItIsCheckedLandsNothing(OnError policy) {
    Progress touches =
        new Progress() {
          @Override
          public void phase(Phase phase, long totalBytes) {
            if (phase == Phase.FINISH) {
              Desk.in(folder).file("c.csv", rows() + "otra;1\n");
            }
          }

          @Override
          public void advance(long bytes, long rows) {}
        };
    SageException failure =
        catchThrowableOfType(SageException.class, () -> run(rows(), Optional.of(policy), touches));

    assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_CHANGED);
    assertThat(failure).hasMessageContaining("c.csv").hasMessageContaining("Nothing was loaded");
    assertThat(first.committed).isEmpty();
    assertThat(folder.resolve("out/result.json")).doesNotExist();
  }

  @Test
  void aCancelledExecutionLeavesNothing() {
    Cancellation cancellation = new Cancellation();
    Progress cancels =
        new WaitsForRows() {
          @Override
          void rowsHaveArrived() {
            cancellation.cancel();
          }
        };
    SageException failure =
        catchThrowableOfType(
            SageException.class, () -> run(rows(), Optional.empty(), cancels, cancellation));

    assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(first.committed).isEmpty();
    assertThat(first.open).isFalse();
  }

  @Test
  void oneDestinationThatFailsLeavesTheOthersAsTheyAre() {
    materializations =
        """
        materializations:
          buena: {catalog: c, destination: first, table: t}
          rota: {catalog: c, destination: broken, table: t}
          otra: {catalog: c, destination: second, table: u}
        """;
    SageException failure =
        catchThrowableOfType(
            SageException.class, () -> run(rows(), Optional.empty(), Progress.SILENT));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_FAILED);
    assertThat(first.committed.get("t")).hasSize(ROWS);
    assertThat(second.committed.get("u")).hasSize(ROWS);
    assertThat(report().path("summary").path("status").asString()).isEqualTo("Parcial");
    assertThat(outcomes()).isEqualTo(Map.of("buena", "loaded", "rota", "failed", "otra", "loaded"));
    assertThat(folder.resolve("out/result.json")).doesNotExist();
  }

  private Map<String, String> outcomes() {
    return report()
        .path("materializations")
        .valueStream()
        .collect(Collectors.toMap(m -> m.path("id").asString(), m -> m.path("outcome").asString()));
  }

  private static String rows() {
    return IntStream.range(0, ROWS - 1)
        .mapToObj(i -> "fila número " + i + ";" + (100 + i))
        .collect(Collectors.joining("\n", "cero;0\n", "\n"));
  }

  private static List<String> expected() {
    return rows().lines().map(line -> line.replace(';', '|')).toList();
  }

  private ExecutionOutcome run(String rows, Optional<OnError> onError, Progress progress) {
    return run(rows, onError, progress, new Cancellation());
  }

  private ExecutionOutcome run(
      String rows, Optional<OnError> onError, Progress progress, Cancellation cancellation) {
    Desk desk = Desk.in(folder);
    byte[] yaml = contract();
    LoadedContract loaded = new ContractLoader().load(yaml, true);
    var request =
        new ExecutionRequest(
            UUID.randomUUID(),
            loaded.contract().orElseThrow(() -> new AssertionError(loaded.problems().toString())),
            yaml,
            "contract.yaml",
            desk.file("c.csv", rows),
            folder.resolve("out"),
            Optional.empty(),
            Optional.empty(),
            onError,
            true,
            List.of(),
            Language.ES,
            new EngineOptions(EngineOptions.DEFAULT_MEMORY, 1, PART, false));
    return new Engine(Clock.systemUTC(), this::connect).execute(request, progress, cancellation);
  }

  private byte[] contract() {
    String yaml =
        """
        sage_yaml: {name: n, description: d, version: '1', author: a}
        catalogs:
          c:
            name: c
            description: c
            filename: c.csv
            file_format: {type: CSV, delimiter: ";"}
            fields: [{name: a, type: texto}, {%s}]
        packages: {}
        %s
        """
            .formatted(field, materializations);
    return yaml.getBytes(StandardCharsets.UTF_8);
  }

  private Destination connect(String name) {
    return switch (name) {
      case "first" -> first;
      case "second" -> second;
      default -> new Broken();
    };
  }

  private JsonNode report() {
    return JsonMapper.shared().readTree(folder.resolve("out/report.json"));
  }

  /// Holds the reading back after some parts, until rows have arrived at the destination.
  private class WaitsForRows implements Progress {
    private int parts;

    void rowsHaveArrived() {}

    @Override
    public void phase(Phase phase, long totalBytes) {}

    @Override
    public void advance(long bytes, long rows) {
      if (rows > 0 && ++parts == 3) {
        try {
          assertThat(first.firstRow.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        rowsHaveArrived();
      }
    }
  }

  private final class NoRowsWhileReading implements Progress {
    @Override
    public void phase(Phase phase, long totalBytes) {
      if (phase == Phase.FINISH || phase == Phase.LOAD) {
        assertThat(first.copied.get()).isZero();
      }
    }

    @Override
    public void advance(long bytes, long rows) {}
  }

  /// Takes nothing.
  private static final class Broken implements Destination {
    private final Destination real = new MemoryDestination();

    @Override
    public PreparedLoad prepare(LoadRequest request) {
      return real.prepare(request);
    }

    @Override
    public List<LoadOutcome> load(UUID execution, long token, List<Load> loads, CommitGate gate) {
      throw new SageException(ErrorCode.DESTINATION_FAILED, "It is broken. Mend it.");
    }

    @Override
    public String display() {
      return "broken";
    }

    @Override
    public void close() {}
  }
}
