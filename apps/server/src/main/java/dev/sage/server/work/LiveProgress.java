package dev.sage.server.work;

import dev.sage.engine.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How far the executions of this process are.
public final class LiveProgress {
  private final Map<UUID, Running> running = new ConcurrentHashMap<>();
  private final Pulse pulse;

  public LiveProgress(Pulse pulse) {
    this.pulse = pulse;
  }

  /// How far one is now.
  ///
  /// @param phase `scan`, `stage`, `finish`, `load`, `report`
  /// @param totalBytes of the phase; 0: not known
  public record Snapshot(String phase, long totalBytes, long bytes, long rows) {}

  /// Empty for what does not run here.
  public Optional<Snapshot> of(UUID execution) {
    return Optional.ofNullable(running.get(execution)).map(Running::snapshot);
  }

  Progress begin(UUID execution) {
    Running one = new Running(pulse);
    running.put(execution, one);
    return one;
  }

  void end(UUID execution) {
    running.remove(execution);
    pulse.beat();
  }

  private static final class Running implements Progress {
    private final Pulse pulse;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private volatile Phase phase = Phase.SCAN;
    private volatile long total;

    Running(Pulse pulse) {
      this.pulse = pulse;
    }

    @Override
    public void phase(Phase next, long totalBytes) {
      bytes.set(0);
      rows.set(0);
      total = totalBytes;
      phase = next;
      pulse.beat();
    }

    @Override
    public void advance(long moreBytes, long moreRows) {
      bytes.addAndGet(moreBytes);
      rows.addAndGet(moreRows);
    }

    Snapshot snapshot() {
      return new Snapshot(
          phase.name().toLowerCase(java.util.Locale.ROOT), total, bytes.get(), rows.get());
    }
  }
}
