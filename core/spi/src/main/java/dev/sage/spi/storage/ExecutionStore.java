package dev.sage.spi.storage;

import dev.sage.spi.SageException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The files of executions, by execution and name. Safe for use by many threads, processes and
/// machines at once.
///
/// Names are relative, have `/` between folders, and hold no `.`, `..` or empty part, no control
/// character and no backslash; another name is a [ErrorCode#USAGE], see [FileNames]. A file appears
/// whole or not at all, and once a method that stores has returned, the file survives the crash of
/// any machine that the store promises to survive.
///
/// **Fencing.** Whoever stores names the fencing token of its lease. A store that has taken a file
/// of an execution from a larger token refuses a smaller one with [ErrorCode#FENCED], whatever the
/// name: a worker that was paused and replaced changes nothing any more. What arrives before any
/// lease, the input and the contract, is stored under token 0.
public interface ExecutionStore extends AutoCloseable {
  /// Stores the bytes of a file; takes the place of a file of that name.
  ///
  /// @param file on this machine; it is left where it is and as it is, and must not be changed
  ///   afterwards (a store may share its blocks)
  /// @throws SageException [ErrorCode#FENCED]; [ErrorCode#STORAGE] or [ErrorCode#DISK_FULL]; with
  ///   [ErrorCode#STORE_UNREACHABLE] nobody knows whether it was stored
  void put(UUID execution, long token, String name, Path file);

  /// Stores several files, each as [#put] does, where a store can do that at less cost. Before it
  /// returns, any of them may be there and durable, or not. Without any file, the token alone
  /// counts: smaller ones are refused from now on.
  ///
  /// @param files on this machine, by the names under which they are stored
  /// @throws SageException as [#put]; perhaps some were stored
  void putAll(UUID execution, long token, Map<String, Path> files);

  /// Stores a small file if there is none of that name. Of several that try, one wins.
  ///
  /// @return whether this call stored it
  /// @throws SageException as [#put]
  boolean putIfAbsent(UUID execution, long token, String name, byte[] content);

  /// Adds a file if there is none of that name, whatever the tokens of those who have stored files:
  /// for what several prepare at the same time without a lease. It never takes the place of
  /// anything, and fences nobody. Of several that try, one wins.
  ///
  /// @param file as for [#put]
  /// @return whether this call stored it
  /// @throws SageException [ErrorCode#STORAGE] or [ErrorCode#DISK_FULL]; with
  ///   [ErrorCode#STORE_UNREACHABLE] nobody knows whether it was stored
  boolean add(UUID execution, String name, Path file);

  /// Reads a file from its start; the caller closes the stream.
  ///
  /// @throws SageException [ErrorCode#FILE_MISSING] when there is none
  InputStream read(UUID execution, String name);

  /// Reads a piece of a file; the caller closes the stream. Where the file ends within the piece or
  /// before it, so does the stream.
  ///
  /// @param offset of its first byte, 0 or more
  /// @param length 0 or more
  /// @throws SageException [ErrorCode#FILE_MISSING] when there is none
  InputStream read(UUID execution, String name, long offset, long length);

  /// Brings a file to this machine; a store on the same disk may link instead of copying. However
  /// often it is fetched, it has the same time of its last change.
  ///
  /// @param target does not exist yet; must not be changed afterwards
  /// @throws SageException [ErrorCode#FILE_MISSING] when there is none
  void fetch(UUID execution, String name, Path target);

  /// A page of an execution's files in the order of their names.
  ///
  /// @param after the name that the last page ended with; empty: from the first
  /// @param most 1 to 1,000
  /// @return fewer than `most` only when there are no more
  List<StoredFile> list(UUID execution, Optional<String> after, int most);

  /// A page of the executions of which something is stored, in the order of their names.
  ///
  /// @param after the one that the last page ended with; empty: from the first
  /// @param most 1 to 1,000
  /// @return fewer than `most` only when there are no more
  List<UUID> executions(Optional<UUID> after, int most);

  /// Deletes a file; there need not be one.
  void delete(UUID execution, String name);

  /// Deletes every file of an execution and what the store remembers of it.
  void deleteAll(UUID execution);

  /// An address from which anybody may read the file for a while; empty when the store has none to
  /// give, and the file must be read through [#read].
  default Optional<URI> download(UUID execution, String name, Duration validity) {
    return Optional.empty();
  }

  /// Where this is, for people, without secrets.
  String display();

  @Override
  void close();
}
