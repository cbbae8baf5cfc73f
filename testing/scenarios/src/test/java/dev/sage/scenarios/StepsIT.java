package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import dev.sage.testing.Racers;
import dev.sage.worker.steps.Steps.Due;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps are done twice, at the same time, not at all, or by somebody who dies, and what is left is
/// what an execution in one piece leaves. Whether the report depends on the parts is asked in
/// [StepsReportIT].
final class StepsIT {
  private static final long PART = 8 << 10;

  @TempDir private Path folder;
  private StepsDesk desk;

  @BeforeEach
  void prepare() throws IOException {
    desk = desk("steps");
  }

  private StepsDesk desk(String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    return new StepsDesk(own, StepsData.CONTRACT, "datos.csv", StepsData.csv(2_000, "\n"));
  }

  private void assertThatAllIsAsInOnePiece() throws IOException {
    StepsDesk whole = desk("whole");
    whole.whole();
    assertThat(desk.left()).isEqualTo(whole.left());
    assertThat(desk.left().rows().get("findings.parquet")).isNotEmpty();
    assertThat(desk.steps()).isEmpty();
    assertThat(desk.scratch()).isEmpty();
    assertThat(desk.due()).isEqualTo(new Due.Nothing());
  }

  @Test
  void whatIsDueFollowsFromWhatIsInTheStore() throws IOException {
    assertThat(desk.due()).isEqualTo(new Due.Split());
    desk.split(PART);
    int parts = desk.parts();
    assertThat(parts).isGreaterThan(5);
    desk.stage(3);
    desk.stage(0);
    assertThat(desk.due())
        .isInstanceOfSatisfying(
            Due.Stage.class, due -> assertThat(due.parts()).hasSize(parts - 2).startsWith(1, 2, 4));
    desk.stageAll();
    assertThat(desk.due()).isEqualTo(new Due.Finish());
    desk.finish();
    assertThat(desk.due()).isEqualTo(new Due.Nothing());
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void partsOfAPlainFileAreCutOutOfTheInput() {
    desk.split(PART);

    assertThat(desk.steps()).containsExactly("steps/parts.json");
    assertThat(new String(desk.read("steps/parts.json"), StandardCharsets.UTF_8))
        .contains("\"source\":\"input\"");
  }

  @Test
  void aPartThatIsStagedTwiceCountsOnce() throws IOException {
    desk.split(PART);
    desk.stage(2);
    List<String> before = desk.steps();
    desk.stage(2);
    assertThat(desk.steps()).isEqualTo(before);

    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void aPartThatManyStageAtTheSameTimeCountsOnce() throws IOException {
    desk.split(PART);
    Racers.race(
        4,
        i -> {
          desk.stage(1);
          return i;
        });
    assertThat(desk.steps()).filteredOn(name -> name.contains("part-00001")).hasSize(2);

    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void whoSplitsSecondChangesNothing() throws IOException {
    desk.split(PART);
    desk.stage(0);
    byte[] plan = desk.read("steps/parts.json");
    desk.split(3 * PART);

    assertThat(desk.read("steps/parts.json")).isEqualTo(plan);
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void ofManyThatSplitOneCountsAndLeavesTheTextsOfItsParts() throws IOException {
    byte[] latin1 =
        new String(StepsData.csv(2_000, "\n"), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.ISO_8859_1);
    Path own = Files.createDirectory(folder.resolve("latin1"));
    StepsDesk other = new StepsDesk(own, StepsData.CONTRACT, "datos.csv", latin1);
    Racers.race(
        3,
        i -> {
          other.split((i + 1) * PART);
          return i;
        });
    assertThat(other.steps()).hasSize(1 + other.parts());

    other.stageAll();
    other.finish();
    assertThat(other.left().rows().get("output/datos.parquet")).hasSizeGreaterThan(1_500);
    assertThat(other.steps()).isEmpty();
  }

  @Test
  void whatIsToBeStagedMustBeSplitFirst() {
    assertFails(ErrorCode.PARTS_MISSING, () -> desk.stage(0));
    assertFails(ErrorCode.PARTS_MISSING, () -> desk.finish());
    desk.split(PART);
    assertFails(ErrorCode.USAGE, () -> desk.stage(1_000));
  }

  @Test
  void aFinishWithoutAllPartsSaysWhichAreMissing() throws IOException {
    desk.split(PART);
    int parts = desk.parts();
    for (int part = 0; part < parts; part++) {
      if (part != 1 && part != 4) {
        desk.stage(part);
      }
    }

    assertThatThrownBy(() -> desk.finish())
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PARTS_MISSING))
        .hasMessageContaining(": 1, 4.");
    assertThat(desk.due()).isEqualTo(new Due.Stage(List.of(1, 4), parts));
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void anEntryThatIsDamagedIsNone() throws IOException {
    desk.split(PART);
    desk.stageAll();
    overwrite("steps/staged/part-00002.json", "{\"split\": ");

    assertThatThrownBy(() -> desk.finish()).hasMessageContaining(": 2.");
    assertThat(desk.due()).isInstanceOf(Due.Stage.class);
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void anEntryThatIsDamagedIsReplacedByWhoStagesThePart() throws IOException {
    desk.split(PART);
    desk.stageAll();
    overwrite("steps/staged/part-00002.json", "");
    desk.stage(2);
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void aPartWhoseRowsAreLostIsStagedAgain() throws IOException {
    desk.split(PART);
    desk.stageAll();
    desk.store.delete(desk.execution, parquet("part-00003"));

    assertThat(desk.due()).isInstanceOf(Due.Stage.class);
    assertThatThrownBy(() -> desk.finish()).hasMessageContaining(": 3.");
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void aPartWhoseRowsAreDamagedIsStagedAgain() throws IOException {
    desk.split(PART);
    desk.stageAll();
    String name = parquet("part-00003");
    byte[] bytes = desk.read(name);
    bytes[bytes.length / 2] ^= 1;
    overwrite(name, bytes);

    assertThatThrownBy(() -> desk.finish()).hasMessageContaining(": 3.");
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  private String parquet(String part) {
    return desk.steps().stream()
        .filter(name -> name.contains(part) && name.endsWith(".parquet"))
        .findFirst()
        .orElseThrow();
  }

  private void overwrite(String name, String content) throws IOException {
    overwrite(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Another file of that name: its blocks may be those of other files.
  private void overwrite(String name, byte[] content) throws IOException {
    Files.delete(desk.stored(name));
    Files.write(desk.stored(name), content);
  }

  @Test
  void aPlanThatIsDamagedIsNone() throws IOException {
    desk.split(PART);
    desk.stage(0);
    overwrite("steps/parts.json", "{");

    assertThat(desk.due()).isEqualTo(new Due.Split());
    desk.split(PART);
    assertThat(desk.steps()).containsExactly("steps/parts.json");
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void aPlanOfAnotherContractIsNone() throws IOException {
    desk.order(StepsData.CONTRACT.replace("min: 0", "min: 1000"));
    desk.split(PART);
    desk.stageAll();
    desk.order(StepsData.CONTRACT);

    assertFails(ErrorCode.PARTS_MISSING, () -> desk.stage(0));
    assertFails(ErrorCode.PARTS_MISSING, () -> desk.finish());
    desk.split(PART);
    assertThat(desk.steps()).containsExactly("steps/parts.json");
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void whoIsKilledWhileItFinishesIsFollowedByAnother() throws IOException {
    desk.split(PART);
    desk.stageAll();
    Progress kills =
        StepsDesk.whenFinishing(() -> {
          throw new Killed();
        });
    assertThatThrownBy(
            () -> desk.finisher(ofTheDead()).process(desk.workOrder(), kills, new Cancellation()))
        .isInstanceOf(Killed.class);
    assertThat(desk.due()).isEqualTo(new Due.Finish());
    desk.leaseExpires();

    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void whoWasKilledWhenAllWasDoneButTheResultIsFollowedByAnother() throws IOException {
    desk.split(PART);
    desk.stageAll();
    assertThatThrownBy(() ->
            desk.worker(
                    ofTheDead(),
                    (job, progress, cancellation) -> {
                      desk.finishing().process(job, progress, cancellation);
                      throw new Killed();
                    })
                .process(desk.workOrder(), Progress.SILENT, new Cancellation()))
        .isInstanceOf(Killed.class);
    desk.leaseExpires();

    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void afterAFinishThatFailedPartsCanStillBeStaged() throws IOException {
    desk.split(PART);
    for (int i = 0; i < 3; i++) {
      assertFails(ErrorCode.PARTS_MISSING, () -> desk.finish());
    }
    desk.stageAll();
    desk.finish();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void theSameFinishAgainIsAnsweredFromWhatItLeft() throws IOException {
    desk.drive(PART);
    List<String> names = desk.names();
    desk.finish();
    desk.stage(0);
    desk.split(PART);

    assertThat(desk.names()).isEqualTo(names);
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void aWorkerDoesTheWholeWhateverStepsWereMade() throws IOException {
    desk.split(PART);
    desk.stage(0);
    desk.stage(2);
    desk.whole();
    assertThatAllIsAsInOnePiece();
  }

  @Test
  void deletingAnExecutionDeletesItsSteps() {
    desk.split(PART);
    desk.stage(0);
    desk.store.deleteAll(desk.execution);

    assertThat(desk.names()).isEmpty();
  }

  @Test
  void whatADestinationCannotHoldIsFoundWithoutAskingItAgain() throws IOException {
    List<ColumnLimit> limits =
        List.of(
            new ColumnLimit.WholeRange("id", 0, 1_500), new ColumnLimit.TextLength("nombre", 30));
    desk.destination.limits = limits;
    desk.drive(PART);

    StepsDesk whole = desk("limited");
    whole.destination.limits = limits;
    whole.whole();
    assertThat(desk.left()).isEqualTo(whole.left());
    assertThat(String.valueOf(whole.left().rows().get("findings.parquet")))
        .contains("DESTINATION_LIMIT");
  }

  @Test
  void aDestinationThatChangedMeanwhileIsRight() throws IOException {
    desk.split(PART);
    desk.stageAll();
    List<ColumnLimit> limits = List.of(new ColumnLimit.WholeRange("id", 0, 1_500));
    desk.destination.limits = limits;
    desk.finish();

    StepsDesk whole = desk("limited");
    whole.destination.limits = limits;
    whole.whole();
    assertThat(desk.left()).isEqualTo(whole.left());
  }

  private static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SageException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /// Leases of a process that is going to be killed: it releases nothing.
  private Leases ofTheDead() {
    return (resource, owner, length, floor) ->
        desk.leases.acquire(resource, owner, length, floor).map(Unreleased::new);
  }

  private record Unreleased(Lease lease) implements Lease {
    @Override
    public UUID resource() {
      return lease.resource();
    }

    @Override
    public long token() {
      return lease.token();
    }

    @Override
    public boolean renew() {
      return lease.renew();
    }

    @Override
    public void release() {}
  }

  /// Ends a worker as nothing ends that it foresees.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
