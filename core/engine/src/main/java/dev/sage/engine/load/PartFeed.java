package dev.sage.engine.load;

import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The staged parts of one catalog, in the order of the file, for those who cannot wait for the
/// last one. Parts may be added in any order and by any thread.
public final class PartFeed {
  private static final int UNKNOWN = -1;

  private final Map<Integer, StagedPart> parts = new HashMap<>();
  private @Nullable StagedCatalog shape;
  private int total = UNKNOWN;
  private boolean stopped;

  /// All parts of a catalog.
  static PartFeed of(StagedCatalog staged) {
    PartFeed feed = new PartFeed();
    feed.begin(staged);
    staged.parts().forEach(feed::add);
    feed.end(staged.parts().size());
    return feed;
  }

  /// What its parts will be like; before the first part is added.
  ///
  /// @param shape without parts
  public synchronized void begin(StagedCatalog shape) {
    this.shape = shape;
  }

  /// A part is staged.
  public synchronized void add(StagedPart part) {
    parts.put(part.number(), part);
    notifyAll();
  }

  /// There are so many parts, and no more.
  public synchronized void end(int parts) {
    total = parts;
    notifyAll();
  }

  /// Those who wait are sent away.
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /// Waits for a part; empty when there is none of that number.
  synchronized Optional<StagedPart> await(int number) {
    try {
      while (!parts.containsKey(number) && (total == UNKNOWN || number < total)) {
        if (stopped) {
          throw new Gate.Stopped();
        }
        wait();
      }
      return Optional.ofNullable(parts.get(number));
    } catch (InterruptedException _) {
      throw Gate.Stopped.byInterrupt();
    }
  }

  /// What its parts are like; known as soon as there is one.
  synchronized StagedCatalog shape() {
    if (shape == null) {
      throw new IllegalStateException("There are no parts yet.");
    }
    return shape;
  }
}
