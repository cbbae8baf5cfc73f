package dev.sage.worker.steps;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.StepFiles;
import java.io.IOException;
import java.io.InputStream;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/// What one execution has below `steps/`.
record StepFolder(ExecutionStore store, UUID execution) {

  /// What there is under a name.
  ///
  /// @param there whether there is a file
  /// @param value what it says; empty also for one that is damaged or of another plan
  record Found<T>(boolean there, Optional<T> value) {
    private Found<T> filter(Predicate<T> wanted) {
      return new Found<>(there, value.filter(wanted));
    }
  }

  Found<StepPlan> plan() {
    return find(StepFiles.PLAN, PlanJson::parse);
  }

  Found<StepPlan> plan(String contractSha256) {
    return plan().filter(plan -> plan.contractSha256().equals(contractSha256));
  }

  /// The plan by which to stage or finish.
  ///
  /// @throws SageException [ErrorCode#PARTS_MISSING]
  StepPlan requirePlan(String contractSha256) {
    return plan(contractSha256)
        .value()
        .orElseThrow(() ->
            new SageException(
                ErrorCode.PARTS_MISSING,
                "The execution %s is not split into parts by this contract. Split it first."
                    .formatted(execution)));
  }

  /// The entry of a part that was staged by this plan.
  Found<StagedEntry> entry(StepPlan plan, int part) {
    return find(StepNames.entry(part), StagedEntry::parse)
        .filter(entry -> entry.split().equals(plan.split()));
  }

  /// Deletes all whose names begin so.
  void delete(String names) {
    StepFiles.names(store, execution).stream()
        .filter(name -> name.startsWith(names))
        .forEach(name -> store.delete(execution, name));
  }

  boolean has(String name) {
    try (InputStream in = store.read(execution, name, 0, 0)) {
      return in.read() < 0;
    } catch (SageException e) {
      return present(e);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private <T> Found<T> find(String name, Function<byte[], T> parse) {
    try (InputStream in = store.read(execution, name)) {
      return new Found<>(true, parsed(in.readAllBytes(), parse));
    } catch (SageException e) {
      return new Found<>(present(e), Optional.empty());
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static <T> Optional<T> parsed(byte[] bytes, Function<byte[], T> parse) {
    try {
      return Optional.of(parse.apply(bytes));
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static boolean present(SageException e) {
    if (e.code() != ErrorCode.FILE_MISSING) {
      throw e;
    }
    return false;
  }

  private SageException unreadable(String name, IOException e) {
    return new SageException(
        ErrorCode.STORE_UNREACHABLE, "%s of %s cannot be read.".formatted(name, execution), e);
  }
}
