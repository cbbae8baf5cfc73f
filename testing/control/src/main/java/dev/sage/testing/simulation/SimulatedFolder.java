package dev.sage.testing.simulation;

import dev.sage.orchestrator.inbox.Found;
import dev.sage.orchestrator.inbox.InboxSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A folder that senders write to and daemons take from. It belongs to no machine.
final class SimulatedFolder {
  private final Map<String, Lying> files = new LinkedHashMap<>();
  private final List<String> moved = new ArrayList<>();

  void write(String path, byte[] content, Instant now) {
    files.put(path, new Lying(content, now));
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /// Where files went, in order; a file that was moved twice is there twice.
  List<String> moved() {
    return List.copyOf(moved);
  }

  private record Lying(byte[] content, Instant modified) {}

  /// It as a machine sees it.
  ///
  /// @param turn gives others a turn
  InboxSource seen(Runnable turn) {
    return new InboxSource() {
      @Override
      public Listing list() {
        turn.run();
        List<Found> found = new ArrayList<>();
        files.forEach(
            (path, lying) -> found.add(new Found(path, lying.content.length, lying.modified)));
        return new Listing(found, Set.of(), Set.of());
      }

      @Override
      public InputStream open(Found file) throws IOException {
        turn.run();
        Lying lying = files.get(file.path());
        if (lying == null) {
          throw new IOException("Gone.");
        }
        return new ByteArrayInputStream(lying.content);
      }

      @Override
      public boolean isUnchanged(Found file) {
        turn.run();
        Lying lying = files.get(file.path());
        return lying != null
            && lying.content.length == file.size()
            && lying.modified.equals(file.modified());
      }

      @Override
      public String move(Found file, Place place, String name) {
        if (isUnchanged(file)) {
          files.remove(file.path());
          moved.add(place.folder() + "/" + name);
          turn.run();
        }
        return place.folder() + "/" + name;
      }

      @Override
      public void close() {}
    };
  }
}
