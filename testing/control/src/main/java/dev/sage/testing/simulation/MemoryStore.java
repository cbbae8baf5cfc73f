package dev.sage.testing.simulation;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.FileNames;
import dev.sage.spi.storage.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A store in memory. One lock is its atomicity.
public final class MemoryStore implements ExecutionStore {
  private final boolean fences;
  private final Map<UUID, Kept> executions = new HashMap<>();

  /// @param fences false plants the fault that a simulation must find
  public MemoryStore(boolean fences) {
    this.fences = fences;
  }

  @Override
  public synchronized void put(UUID execution, long token, String name, Path file) {
    Kept kept = kept(execution, token);
    try {
      kept.files.put(FileNames.checked(name), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "The file cannot be read: " + file, e);
    }
  }

  @Override
  public synchronized void putAll(UUID execution, long token, Map<String, Path> files) {
    kept(execution, token);
    files.forEach((name, file) -> put(execution, token, name, file));
  }

  @Override
  public synchronized boolean putIfAbsent(UUID execution, long token, String name, byte[] content) {
    return kept(execution, token).files.putIfAbsent(FileNames.checked(name), content) == null;
  }

  @Override
  public synchronized boolean add(UUID execution, String name, Path file) {
    Kept kept = executions.computeIfAbsent(execution, _ -> new Kept());
    try {
      byte[] content = Files.readAllBytes(file);
      return kept.files.putIfAbsent(FileNames.checked(name), content) == null;
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "The file cannot be read: " + file, e);
    }
  }

  private Kept kept(UUID execution, long token) {
    Kept kept = executions.computeIfAbsent(execution, _ -> new Kept());
    if (fences && token < kept.token) {
      throw new SageException(ErrorCode.FENCED, "A worker with a later token has stored files.");
    }
    kept.token = Math.max(kept.token, token);
    return kept;
  }

  @Override
  public synchronized InputStream read(UUID execution, String name) {
    return new ByteArrayInputStream(bytes(execution, name));
  }

  @Override
  public synchronized InputStream read(UUID execution, String name, long offset, long length) {
    byte[] bytes = bytes(execution, name);
    int from = (int) Math.min(bytes.length, offset);
    return new ByteArrayInputStream(bytes, from, (int) Math.min(bytes.length - from, length));
  }

  @Override
  public synchronized void fetch(UUID execution, String name, Path target) {
    try {
      Files.write(target, bytes(execution, name));
      Files.setLastModifiedTime(target, FileTime.from(Instant.EPOCH));
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "The file cannot be written: " + target, e);
    }
  }

  private byte[] bytes(UUID execution, String name) {
    return content(execution, name)
        .orElseThrow(() -> new SageException(ErrorCode.FILE_MISSING, "There is no " + name + "."));
  }

  /// A file's bytes, if there is one.
  public synchronized Optional<byte[]> content(UUID execution, String name) {
    Kept kept = executions.get(execution);
    return kept == null ? Optional.empty() : Optional.ofNullable(kept.files.get(name));
  }

  @Override
  public synchronized List<StoredFile> list(UUID execution, Optional<String> after, int most) {
    Kept kept = executions.getOrDefault(execution, new Kept());
    return kept.files.tailMap(after.orElse(""), false).entrySet().stream()
        .limit(most)
        .map(file -> new StoredFile(file.getKey(), file.getValue().length, Instant.EPOCH))
        .toList();
  }

  @Override
  public synchronized List<UUID> executions(Optional<UUID> after, int most) {
    return executions.keySet().stream()
        .sorted(Comparator.comparing(UUID::toString))
        .filter(id -> after.isEmpty() || id.toString().compareTo(after.get().toString()) > 0)
        .limit(most)
        .toList();
  }

  @Override
  public synchronized void delete(UUID execution, String name) {
    Optional.ofNullable(executions.get(execution)).ifPresent(kept -> kept.files.remove(name));
  }

  @Override
  public synchronized void deleteAll(UUID execution) {
    executions.remove(execution);
  }

  @Override
  public String display() {
    return "memory";
  }

  @Override
  public void close() {}

  private static final class Kept {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private long token;
  }
}
