package dev.sage.orchestrator.inbox;

import dev.sage.orchestrator.inbox.InboxSource.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Tells which files of an inbox are whole, from one look at it to the next. Half a file must never
/// be taken for a delivery: it would be a wrong one that is right as far as it goes.
///
/// A file is whole when its sender marked it, when it got its name after an unfinished one of that
/// name was seen, or when its size and time have stayed the same for a while.
final class Wholeness {
  private final Duration settle;
  private final LongSupplier nanoTime;
  private final Map<String, Sighting> seen = new HashMap<>();
  private final Set<String> unfinished = new HashSet<>();

  /// @param settle how long size and time must stay the same
  Wholeness(Duration settle, LongSupplier nanoTime) {
    this.settle = settle;
    this.nanoTime = nanoTime;
  }

  /// Those that are whole, of what lies there now. Forgets what does not lie there any more.
  List<Found> whole(Listing listing) {
    long now = nanoTime.getAsLong();
    List<Found> whole = new ArrayList<>();
    Map<String, Sighting> current = new HashMap<>();
    for (Found file : listing.files()) {
      Sighting sighting = sighting(file, now);
      current.put(file.path(), sighting);
      if (isWhole(listing, sighting, now)) {
        whole.add(file);
      }
    }
    seen.clear();
    seen.putAll(current);
    remember(listing);
    return whole;
  }

  private Sighting sighting(Found file, long now) {
    Sighting before = seen.get(file.path());
    if (before != null && before.file().equals(file)) {
      return before;
    }
    boolean renamed = before == null && unfinished.contains(file.path());
    return new Sighting(file, now, renamed);
  }

  private boolean isWhole(Listing listing, Sighting sighting, long now) {
    String path = sighting.file().path();
    if (listing.unfinished().contains(path)) {
      return false;
    }
    return listing.marked().contains(path)
        || sighting.renamed()
        || now - sighting.since() >= settle.toNanos();
  }

  /// An unfinished name is remembered until its file has come and gone.
  private void remember(Listing listing) {
    Set<String> there = new HashSet<>(listing.unfinished());
    listing.files().stream().map(Found::path).filter(unfinished::contains).forEach(there::add);
    unfinished.clear();
    unfinished.addAll(there);
  }

  /// @param since when it was first seen as it is
  /// @param renamed whether it was unfinished before
  private record Sighting(Found file, long since, boolean renamed) {}
}
