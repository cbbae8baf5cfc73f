package dev.sage.bench.scale;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the daemon reads of the bucket and writes into it, and what every request there asks of the
/// service. Keys are `executions/<random UUID>/…`: one partition at first, which the service splits
/// while it is busy.
final class Store implements ExecutionStore {
  private static final byte[] RESULT =
      """
      {"token":1,"outcome":"done","exit":0,"status":"Éxito","catalogs":{},"errors":0,"warnings":0,\
      "messages":0,"materializations":[],"finished_at":"2026-01-05T00:00:00Z"}\
      """
          .getBytes(StandardCharsets.UTF_8);

  /// The service adapts gradually.
  private static final long SPLIT_AFTER = 30 * 60 * Timeline.SECOND;

  private static final double GROWTH = 2;

  /// Made once: what is not there yet is asked for often.
  private final SageException missing =
      new SageException(ErrorCode.FILE_MISSING, "There is no such file.");

  private final Timeline time;
  private final Function<UUID, @Nullable Entry> entries;
  private final long get;
  private final long put;
  private final Rate gets;
  private final Rate puts;
  private final Set<UUID> marks = new HashSet<>();
  private long busySince = -1;
  private int partitions = 1;

  Store(Timeline time, Platform platform, Function<UUID, @Nullable Entry> entries) {
    this.time = time;
    this.entries = entries;
    this.get = Timeline.nanos(platform.delays().get());
    this.put = Timeline.nanos(platform.delays().put());
    this.gets = new Rate("S3: GET, HEAD of a prefix", "a second", platform.store().read());
    this.puts = new Rate("S3: PUT, LIST of a prefix", "a second", platform.store().write());
  }

  /// A `result.json` that says that all is well.
  static byte[] result() {
    return RESULT.clone();
  }

  /// Requests of a function; when the last one of them is answered, but for the usual delay.
  long request(long at, int reads, int writes) {
    adapt(at);
    long granted = reads == 0 ? at : gets.take(at, reads);
    return writes == 0 ? granted : Math.max(granted, puts.take(at, writes));
  }

  private void adapt(long at) {
    if (!gets.isFullNow() && !puts.isFullNow()) {
      return;
    }
    busySince = busySince < 0 ? at : busySince;
    if (at - busySince > SPLIT_AFTER) {
      busySince = at;
      partitions *= 2;
      gets.grow(GROWTH);
      puts.grow(GROWTH);
    }
  }

  int partitions() {
    return partitions;
  }

  double reads() {
    return gets.total();
  }

  double writes() {
    return puts.total();
  }

  List<Rate> meters() {
    return List.of(gets, puts);
  }

  @Override
  public InputStream read(UUID execution, String name) {
    time.moveTo(request(time.now(), 1, 0) + get);
    return new ByteArrayInputStream(content(execution, name));
  }

  private byte[] content(UUID execution, String name) {
    if (name.equals("stop") && marks.contains(execution)) {
      return new byte[0];
    }
    @Nullable Entry entry = entries.apply(execution);
    if (entry != null && name.equals("result.json") && entry.result <= time.now()) {
      return RESULT;
    }
    if (entry != null && name.equals("failure.json") && entry.failed <= time.now()) {
      return entry.failure;
    }
    throw missing;
  }

  @Override
  public boolean putIfAbsent(UUID execution, long token, String name, byte[] content) {
    time.moveTo(request(time.now(), 0, 1) + put);
    return marks.add(execution);
  }

  @Override
  public String display() {
    return "a model of S3";
  }

  @Override
  public void close() {}

  @Override
  public void put(UUID execution, long token, String name, Path file) {
    throw unused();
  }

  @Override
  public void putAll(UUID execution, long token, Map<String, Path> files) {
    throw unused();
  }

  @Override
  public boolean add(UUID execution, String name, Path file) {
    throw unused();
  }

  @Override
  public InputStream read(UUID execution, String name, long offset, long length) {
    throw unused();
  }

  @Override
  public void fetch(UUID execution, String name, Path target) {
    throw unused();
  }

  @Override
  public List<StoredFile> list(UUID execution, Optional<String> after, int most) {
    throw unused();
  }

  @Override
  public List<UUID> executions(Optional<UUID> after, int most) {
    throw unused();
  }

  @Override
  public void delete(UUID execution, String name) {
    throw unused();
  }

  @Override
  public void deleteAll(UUID execution) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("The daemon does not need that of a bucket here.");
  }
}
