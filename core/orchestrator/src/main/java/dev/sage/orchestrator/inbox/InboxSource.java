package dev.sage.orchestrator.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/// A place that files arrive in and are taken from: a folder, and later a server, a bucket, a
/// mailbox. Used by one thread of one daemon at a time.
public interface InboxSource extends AutoCloseable {
  /// What lies there now. Nothing hidden, no directories, no marks.
  Listing list() throws IOException;

  /// The bytes of a file; the caller closes the stream.
  InputStream open(Found file) throws IOException;

  /// Whether a file still is as it was found: same size, same time.
  boolean isUnchanged(Found file) throws IOException;

  /// Takes a file, and its mark, out of the sight of [#list]. May be called again for a file that
  /// is moved already.
  ///
  /// @param name what to call it there; an earlier file of that name stays
  /// @return where it is now, for people
  String move(Found file, Place place, String name) throws IOException;

  /// What lies in an inbox.
  ///
  /// @param files what looks like deliveries
  /// @param marked paths of those that their sender has marked as whole, by a `<name>.done` beside
  ///   them
  /// @param unfinished what paths will be called that say of themselves that they are not whole
  ///   yet: `ventas.csv` for `ventas.csv.part` and `ventas.csv.tmp`
  record Listing(List<Found> files, Set<String> marked, Set<String> unfinished) {
    public Listing {
      files = List.copyOf(files);
      marked = Set.copyOf(marked);
      unfinished = Set.copyOf(unfinished);
    }
  }

  /// Where files go when they are done with.
  enum Place {
    PROCESSED("processed"),
    REJECTED("rejected");

    private final String folder;

    Place(String folder) {
      this.folder = folder;
    }

    public String folder() {
      return folder;
    }
  }

  @Override
  void close();
}
