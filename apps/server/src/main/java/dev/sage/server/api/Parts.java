package dev.sage.server.api;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// The parts of an upload, in the store so that any server can go on with it. A part is known by
/// where it begins and ends; one that lost a race for its place is left out.
record Parts(ExecutionStore store, UUID upload) {
  private static final String FORM = "parts/%019d-%019d";
  private static final int PAGE = 1000;

  void put(long from, long to, Path file) {
    store.put(upload, 0, FORM.formatted(from, to), file);
  }

  /// All bytes, one part after the other.
  InputStream joined(long size) {
    return new SequenceInputStream(streams(chain(size).iterator()));
  }

  @SuppressWarnings("JdkObsolete") // what a sequence of streams is made of
  private Enumeration<InputStream> streams(Iterator<String> names) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return names.hasNext();
      }

      @Override
      public InputStream nextElement() {
        return store.read(upload, names.next());
      }
    };
  }

  /// Backwards from the end: every part that counted begins where one that counted ends.
  private Deque<String> chain(long size) {
    NavigableMap<Long, TreeSet<Long>> beginnings = beginnings();
    Deque<String> chain = new ArrayDeque<>();
    if (!extend(size, beginnings, chain)) {
      throw new SageException(
          ErrorCode.FILE_MISSING, "Parts of the upload are missing in the store. Begin it anew.");
    }
    return chain;
  }

  /// As deep as there are parts: of a size that clients choose, so not by recursion of the JVM's
  /// stack for the usual case of one beginning each.
  private static boolean extend(
      long end, NavigableMap<Long, TreeSet<Long>> beginnings, Deque<String> chain) {
    long at = end;
    while (at > 0) {
      TreeSet<Long> possible = beginnings.getOrDefault(at, new TreeSet<>());
      if (possible.size() > 1) {
        return branch(at, possible, beginnings, chain);
      }
      if (possible.isEmpty()) {
        return false;
      }
      chain.push(FORM.formatted(possible.first(), at));
      at = possible.first();
    }
    return true;
  }

  private static boolean branch(
      long end,
      TreeSet<Long> possible,
      NavigableMap<Long, TreeSet<Long>> beginnings,
      Deque<String> chain) {
    for (long from : possible) {
      Deque<String> longer = new ArrayDeque<>(chain);
      longer.push(FORM.formatted(from, end));
      if (extend(from, beginnings, longer)) {
        chain.clear();
        chain.addAll(longer);
        return true;
      }
    }
    return false;
  }

  private NavigableMap<Long, TreeSet<Long>> beginnings() {
    NavigableMap<Long, TreeSet<Long>> beginnings = new TreeMap<>();
    Optional<String> after = Optional.empty();
    List<StoredFile> page;
    do {
      page = store.list(upload, after, PAGE);
      for (StoredFile file : page) {
        String[] ends = file.name().substring("parts/".length()).split("-");
        beginnings
            .computeIfAbsent(Long.valueOf(ends[1]), _ -> new TreeSet<>())
            .add(Long.valueOf(ends[0]));
        after = Optional.of(file.name());
      }
    } while (page.size() == PAGE);
    return beginnings;
  }
}
