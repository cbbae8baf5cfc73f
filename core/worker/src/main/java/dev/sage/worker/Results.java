package dev.sage.worker;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.WorkOutcome.Ended;
import dev.sage.worker.WorkOutcome.Landed;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.json.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Reads how executions ended, or how their last attempt failed, from where workers leave it.
public final class Results {
  static final String FILE = "result.json";

  private final ExecutionStore store;

  public Results(ExecutionStore store) {
    this.store = store;
  }

  /// How an execution ended; empty: it has not.
  public Optional<Ended> find(UUID execution) {
    return find(execution, FILE, Results::parse);
  }

  /// How the last attempt failed that could still say so; empty: none did.
  public Optional<FailureRecord> failure(UUID execution) {
    return failure(execution, FailureRecord.FILE);
  }

  /// The same under another name.
  public Optional<FailureRecord> failure(UUID execution, String file) {
    return find(execution, file, FailureRecord::parse);
  }

  private <T> Optional<T> find(UUID execution, String file, Function<byte[], T> parse) {
    try (InputStream in = store.read(execution, file)) {
      return Optional.of(parse.apply(in.readAllBytes()));
    } catch (SageException e) {
      if (e.code() == ErrorCode.FILE_MISSING) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORE_UNREACHABLE,
          "The %s of %s cannot be read.".formatted(file, execution),
          e);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new SageException(
          ErrorCode.STORAGE,
          "The %s of %s in the store is damaged. Restore it from a backup."
              .formatted(file, execution),
          e);
    }
  }

  /// The content of a `result.json`.
  ///
  /// @throws IllegalArgumentException or DateTimeParseException when it is damaged
  public static Ended parse(byte[] json) {
    JsonValues result = JsonValues.parse(json);
    List<JsonValues> catalogs = result.object("catalogs").objects();
    return new Ended(
        result.number("token"),
        result.text("outcome"),
        Math.toIntExact(result.number("exit")),
        result.text("status"),
        sum(catalogs, "read"),
        sum(catalogs, "accepted"),
        sum(catalogs, "rejected"),
        sum(catalogs, "filtered"),
        result.number("errors"),
        result.number("warnings"),
        result.number("messages"),
        result.objects("materializations").stream().map(Results::landed).toList(),
        Instant.parse(result.text("finished_at")),
        result.maybeObject(Measured.NAME).map(Measured::of));
  }

  private static long sum(List<JsonValues> catalogs, String count) {
    return catalogs.stream().mapToLong(catalog -> catalog.number(count)).sum();
  }

  private static Landed landed(JsonValues one) {
    return new Landed(one.text("id"), one.number("rows"), one.text("outcome"));
  }
}
