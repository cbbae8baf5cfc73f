package dev.sage.orchestrator.retention;

import dev.sage.orchestrator.retention.Retention.Standing;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Deletes what is not to be kept any longer, a little at each turn. Daemons may do it at the same
/// time. Used by one thread at a time.
///
/// Files that nobody knows are deleted only if they are a day old and nothing but what arrives: of
/// somebody who died between the store and the ledger. Where a worker has been, nobody deletes what
/// the database has lost.
public final class Sweeper {
  private static final int EXPIRED_AT_ONCE = 50;
  private static final int FORGOTTEN_AT_ONCE = 500;
  private static final int PAGE = 1_000;
  private static final Duration YOUNG = Duration.ofDays(1);

  private final ExecutionStore store;
  private final Retention retention;
  private final RetentionSettings settings;
  private final InstantSource clock;
  private @Nullable UUID after;

  /// @param clock tells what is a day old, no more
  public Sweeper(
      ExecutionStore store, Retention retention, RetentionSettings settings, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.settings = settings;
    this.clock = clock;
  }

  /// What went at one turn.
  ///
  /// @param expired executions whose files went
  /// @param rubbish ids under which something lay that nobody knew
  /// @param forgotten deliveries
  public record Swept(int expired, int rubbish, int forgotten) {
    public boolean isNothing() {
      return expired + rubbish + forgotten == 0;
    }
  }

  /// One turn. The store comes first: while it is away nothing is decided.
  public Swept sweep() {
    int rubbish = sweepPage();
    List<UUID> expired = retention.expire(settings.files(), EXPIRED_AT_ONCE);
    expired.forEach(store::deleteAll);
    int forgotten = retention.forget(settings.deliveries(), FORGOTTEN_AT_ONCE);
    return new Swept(expired.size(), rubbish, forgotten);
  }

  /// The next page of the store; after the last one the first again.
  private int sweepPage() {
    List<UUID> page = store.executions(Optional.ofNullable(after), PAGE);
    Map<UUID, Standing> standing = retention.standing(page);
    List<UUID> rubbish =
        page.stream()
            .filter(id -> isRubbish(id, standing.getOrDefault(id, Standing.KEPT)))
            .toList();
    rubbish.forEach(store::deleteAll);
    after = page.size() < PAGE ? null : page.getLast();
    return rubbish.size();
  }

  /// Who marked an execution may have died before its files were deleted.
  private boolean isRubbish(UUID id, Standing standing) {
    return switch (standing) {
      case KEPT -> false;
      case EXPIRED -> true;
      case UNKNOWN -> hasOnlyArrived(id);
    };
  }

  private boolean hasOnlyArrived(UUID id) {
    Instant young = clock.instant().minus(YOUNG);
    List<StoredFile> page = store.list(id, Optional.empty(), PAGE);
    boolean found = !page.isEmpty();
    while (!page.isEmpty()) {
      if (page.stream()
          .anyMatch(file -> !isArrival(file.name()) || file.modified().isAfter(young))) {
        return false;
      }
      page =
          page.size() < PAGE ? List.of() : store.list(id, Optional.of(page.getLast().name()), PAGE);
    }
    return found;
  }

  private static boolean isArrival(String name) {
    return name.startsWith("input/") || name.startsWith("parts/") || name.equals("contract.yaml");
  }
}
