package dev.sage.worker;

import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What an execution that is done in steps has in the store until it has ended: everything below
/// `steps/`.
public final class StepFiles {
  public static final String FOLDER = "steps/";

  /// The plan: where it is, the execution is done in steps.
  public static final String PLAN = FOLDER + "parts.json";

  private static final int PAGE = 1_000;

  private StepFiles() {}

  /// Their names.
  public static List<String> names(ExecutionStore store, UUID execution) {
    List<String> names = new ArrayList<>();
    List<String> page = page(store, execution, FOLDER);
    while (!page.isEmpty()) {
      names.addAll(page);
      page = page(store, execution, page.getLast());
    }
    return names;
  }

  private static List<String> page(ExecutionStore store, UUID execution, String after) {
    return store.list(execution, Optional.of(after), PAGE).stream()
        .map(StoredFile::name)
        .takeWhile(name -> name.startsWith(FOLDER))
        .toList();
  }

  /// Deletes them, the plan first: who added a file and still finds the plan was in time to have it
  /// deleted here.
  public static void delete(ExecutionStore store, UUID execution) {
    List<String> names = names(store, execution);
    if (!names.isEmpty()) {
      store.delete(execution, PLAN);
      names(store, execution).forEach(name -> store.delete(execution, name));
    }
  }

  /// The same of an execution that has ended. What cannot be deleted now goes with the execution.
  static void discard(ExecutionStore store, UUID execution) {
    try {
      delete(store, execution);
    } catch (SageException _) {
      // The execution has ended, and this changes nothing about it.
    }
  }
}
