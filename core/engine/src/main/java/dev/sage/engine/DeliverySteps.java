package dev.sage.engine;

import dev.sage.contract.Contract;
import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.plan.CarriedPart;
import dev.sage.engine.plan.PartPlan;
import dev.sage.engine.plan.PlannedFile;
import dev.sage.engine.plan.PlannedPart;
import dev.sage.engine.plan.TextParts;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.Checkpoint;
import dev.sage.engine.stage.StagedPart;
import dev.sage.engine.stage.Stager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What comes before the finish of a delivery that is processed in steps, each of them anywhere: it
/// is split once, every part is staged by whoever has its bytes, and what was staged is adopted by
/// the directory in which [Engine#execute] then finishes the execution.
///
/// The finish is the resumption of an execution that broke off when all was staged. It goes through
/// the delivery once more and finds every part; what it says of the delivery cannot depend on how
/// many there were. What does not fit any more (another version of SAGE, a destination that
/// changed) is staged there again.
public final class DeliverySteps {
  private final Clock clock;
  private final Destinations destinations;

  public DeliverySteps(Clock clock, Destinations destinations) {
    this.clock = clock;
    this.destinations = destinations;
  }

  /// Finds out the parts of a delivery. Destinations are asked what they cannot hold; they are not
  /// asked again before the finish.
  ///
  /// @param request of which the size of parts is taken exactly
  /// @param texts takes those parts that cannot be cut out of the delivered file
  public PartPlan split(ExecutionRequest request, TextParts texts, Cancellation cancellation) {
    try (ExecutionDirectory directory =
            ExecutionDirectory.open(request.directory(), cancellation, () -> {});
        Groundwork ground = Groundwork.of(request, destinations);
        DeliverySplit split =
            new DeliverySplit(
                request, clock.instant(), ground, directory.work(), texts, cancellation)) {
      return split.run();
    }
  }

  /// Stages one part.
  ///
  /// @param contract the one that the delivery was split by
  /// @param number of the part in the plan
  /// @param source its bytes in the delivered file, or else its text; is deleted
  /// @param directory for this part alone; exists
  public static CarriedPart stage(
      Contract contract,
      PartPlan plan,
      int number,
      Path source,
      Path directory,
      EngineOptions options,
      Cancellation cancellation) {
    PartPlan.Place place = plan.part(number);
    FileStaging staging = FileStaging.of(contract, plan, place.file(), directory);
    try (Database database =
            Database.open(
                directory, directory.resolve("spill"), options.memoryBytes(), options.threads());
        Session session = database.session()) {
      cancellation.onCancel(session::interrupt);
      cancellation.check();
      Stager.register(session);
      StagedPart staged = staging.stager().stage(staging.text(place.part(), source), session);
      return new CarriedPart(staging.fingerprint(), staged);
    }
  }

  /// Puts parts that were staged elsewhere into the directory of an execution, as an attempt would
  /// have left them that broke off before its finish.
  ///
  /// @param parts by their numbers in the plan; their files are moved. One that is not there is
  ///   staged when the execution is finished
  public static void adopt(
      ExecutionRequest request, PartPlan plan, Map<Integer, CarriedPart> parts) {
    try (ExecutionDirectory directory =
        ExecutionDirectory.open(request.directory(), new Cancellation(), () -> {})) {
      int first = 0;
      for (PlannedFile file : plan.files()) {
        Path folder = directory.directory("work/" + file.folder());
        adopt(FileStaging.of(request.contract(), plan, file, folder), first, parts);
        first += file.parts().size();
      }
      ExecutionState state = ExecutionState.of(request, plan.started());
      directory.write(ExecutionDirectory.STATE, state.inPartsOf(plan.partBytes()).bytes());
    }
  }

  private static void adopt(FileStaging staging, int first, Map<Integer, CarriedPart> parts) {
    Checkpoint checkpoint = Checkpoint.fresh(staging.directory(), staging.fingerprint());
    for (int i = 0; i < staging.file().parts().size(); i++) {
      @Nullable CarriedPart carried = parts.get(first + i);
      if (carried != null && carried.fingerprint().equals(staging.fingerprint())) {
        PlannedPart part = staging.file().parts().get(i);
        StagedPart staged = moved(carried.staged(), staging.directory());
        checkpoint.add(part.of(staged.file()), staged);
      }
    }
    checkpoint.save();
  }

  private static StagedPart moved(StagedPart staged, Path folder) {
    StagedPart there = staged.in(folder);
    try {
      Files.move(staged.file(), there.file(), StandardCopyOption.REPLACE_EXISTING);
      return there;
    } catch (IOException e) {
      throw DiskFailure.of("The staged part " + there.file() + " cannot be put there", e);
    }
  }
}
