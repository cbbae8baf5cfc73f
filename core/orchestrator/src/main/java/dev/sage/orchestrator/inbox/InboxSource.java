package dev.sage.orchestrator.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// A place that files arrive in and are taken from: a folder, and later a server, a bucket, a
/// mailbox. Used by one thread of one daemon at a time.
public interface InboxSource extends AutoCloseable {
  /// What lies there now and looks like a delivery: not hidden, not a directory, not a file that says
  /// of itself that it is unfinished (`.part`, `.tmp`), not a mark.
  List<Found> list() throws IOException;

  /// Whether the sender has marked that file as whole (`<name>.done`).
  boolean isMarkedWhole(Found file) throws IOException;

  /// The bytes of a file; the caller closes the stream.
  InputStream open(Found file) throws IOException;

  /// Whether a file still is as it was found: same size, same time.
  boolean isUnchanged(Found file) throws IOException;

  /// Takes a file, and its mark, out of the sight of [#list]. May be called again for a file that is
  /// moved already.
  ///
  /// @param name what to call it there; an earlier file of that name stays
  /// @return where it is now, for people
  String move(Found file, Place place, String name) throws IOException;

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
