package dev.sage.worker.steps;

import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.Results;
import dev.sage.worker.StepFiles;
import dev.sage.worker.steps.Steps.Due.Finish;
import dev.sage.worker.steps.Steps.Due.Nothing;
import dev.sage.worker.steps.Steps.Due.Split;
import dev.sage.worker.steps.Steps.Due.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// How far an execution is that is done in steps.
public final class Steps {
  private Steps() {}

  /// What is to be done next.
  public sealed interface Due {
    /// It has no plan yet.
    record Split() implements Due {}

    /// These parts are not staged; each can be staged by itself.
    ///
    /// @param parts their numbers, ascending
    /// @param of how many there are
    record Stage(List<Integer> parts, int of) implements Due {
      public Stage {
        parts = List.copyOf(parts);
      }
    }

    /// Every part is staged.
    record Finish() implements Due {}

    /// It has ended.
    record Nothing() implements Due {}
  }

  /// Looks at what is in the store, and changes nothing. A staged part is taken for whole if its
  /// entry and a file of it are there: the finish looks closer, and takes away the entry of what is
  /// damaged.
  public static Due due(ExecutionStore store, UUID execution) {
    if (new Results(store).find(execution).isPresent()) {
      return new Nothing();
    }
    Optional<StepPlan> plan = new StepFolder(store, execution).plan().value();
    return plan.isEmpty() ? new Split() : due(store, execution, plan.get().parts().parts());
  }

  private static Due due(ExecutionStore store, UUID execution, int parts) {
    Set<String> names = new HashSet<>(StepFiles.names(store, execution));
    Set<String> staged = new HashSet<>();
    names.stream().map(StepNames::partOf).flatMap(Optional::stream).forEach(staged::add);
    List<Integer> missing = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      if (!names.contains(StepNames.entry(part)) || !staged.contains(StepNames.part(part))) {
        missing.add(part);
      }
    }
    return missing.isEmpty() ? new Finish() : new Stage(missing, parts);
  }
}
