package dev.sage.engine.stage;

import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.split.Part;
import dev.sage.spi.SageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// `parts.json`: which parts of a catalog are staged, so that an execution that was interrupted
/// stages only what is missing.
///
/// What is listed holds only for the same fingerprint. Nothing is forced to the disk, for that
/// would cost every execution what only a crash of the whole machine can take: instead a part's
/// size and CRC-32C are listed, and one that has them no more is staged again, as is everything
/// when the list itself is damaged.
public final class Checkpoint {
  public static final String FILE = "parts.json";
  private static final JsonFactory JSON = new JsonFactory();

  private final Path directory;
  private final String fingerprint;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();
  private int writeAt = 1;

  private record Entry(
      long sourceOffset,
      long sourceEnd,
      long firstRecord,
      long firstLine,
      long size,
      long crc,
      StagedPart staged) {
    boolean beginsAt(long offset, long record, long line) {
      return sourceOffset == offset && firstRecord == record && firstLine == line;
    }
  }

  private Checkpoint(Path directory, String fingerprint) {
    this.directory = directory;
    this.fingerprint = fingerprint;
  }

  /// Reads what an earlier attempt left in a catalog's directory, if it is of the same fingerprint.
  public static Checkpoint open(Path directory, String fingerprint) {
    Checkpoint checkpoint = new Checkpoint(directory, fingerprint);
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      checkpoint.read(file);
    }
    return checkpoint;
  }

  /// An empty list, instead of what an earlier attempt left.
  public static Checkpoint fresh(Path directory, String fingerprint) {
    return new Checkpoint(directory, fingerprint);
  }

  /// The part that begins there, if it is staged and whole.
  public synchronized Optional<StagedPart> find(
      int number, long sourceOffset, long firstRecord, long firstLine) {
    return Optional.ofNullable(entries.get(number))
        .filter(entry -> entry.beginsAt(sourceOffset, firstRecord, firstLine))
        .filter(Checkpoint::isWhole)
        .map(Entry::staged);
  }

  private static boolean isWhole(Entry entry) {
    Path file = entry.staged.file();
    try {
      return Files.exists(file) && Files.size(file) == entry.size && crc(file) == entry.crc;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /// Lists a part that was staged just now. Called by any thread.
  public void add(Part part, StagedPart staged) {
    Path file = staged.file();
    try {
      Entry entry =
          new Entry(
              part.sourceOffset(),
              part.sourceEnd(),
              part.firstRecord(),
              part.firstLine(),
              Files.size(file),
              crc(file),
              staged);
      add(entry);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /// The list is written whole each time: the more there is, the less often.
  private synchronized void add(Entry entry) throws IOException {
    entries.put(entry.staged.number(), entry);
    if (entries.size() >= writeAt) {
      write();
      writeAt = entries.size() + 1 + entries.size() / 16;
    }
  }

  /// Writes the list as it is now.
  public synchronized void save() {
    try {
      write();
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  private static long crc(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer.clear()) >= 0) {
        crc.update(buffer.flip());
      }
    }
    return crc.getValue();
  }

  private void write() throws IOException {
    Path unfinished = directory.resolve(FILE + ".tmp");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("fingerprint", fingerprint);
      json.writeArrayPropertyStart("parts");
      entries.values().forEach(entry -> write(json, entry));
      json.writeEndArray();
      json.writeEndObject();
    }
    Files.write(unfinished, bytes.toByteArray());
    Files.move(unfinished, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(JsonGenerator json, Entry entry) {
    StagedPart staged = entry.staged;
    json.writeStartObject();
    json.writeStringProperty("file", staged.file().getFileName().toString());
    json.writeNumberProperty("number", staged.number());
    json.writeNumberProperty("source_offset", entry.sourceOffset);
    json.writeNumberProperty("source_end", entry.sourceEnd);
    json.writeNumberProperty("first_record", entry.firstRecord);
    json.writeNumberProperty("first_line", entry.firstLine);
    json.writeNumberProperty("size", entry.size);
    json.writeNumberProperty("crc32c", entry.crc);
    json.writeNumberProperty("rows", staged.rows());
    json.writeNumberProperty("rejected", staged.rejected());
    json.writeArrayPropertyStart("failures");
    staged.failures().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeArrayPropertyStart("raw_fields");
    staged.rawFields().stream().sorted().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void read(Path file) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
      boolean same = false;
      json.nextToken(); // the object around all
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING
            && "fingerprint".equals(json.currentName())) {
          same = json.getString().equals(fingerprint);
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
          Entry entry = entry(json);
          if (same) {
            entries.put(entry.staged.number(), entry);
          }
        }
      }
    } catch (JacksonException e) {
      entries.clear(); // torn by a crash of the machine: everything is staged again
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private Entry entry(JsonParser json) {
    Map<String, List<Long>> numbers = new LinkedHashMap<>();
    String file = "";
    while (next(json) != JsonToken.END_OBJECT) {
      String name = json.currentName();
      switch (json.currentToken()) {
        case VALUE_STRING -> file = json.getString();
        case START_ARRAY -> numbers.put(name, list(json));
        case VALUE_NUMBER_INT -> numbers.put(name, List.of(json.getLongValue()));
        default -> {}
      }
    }
    StagedPart staged =
        new StagedPart(
            (int) one(numbers, "number"),
            directory.resolve(Path.of(file).getFileName()),
            one(numbers, "rows"),
            one(numbers, "rejected"),
            numbers.getOrDefault("failures", List.of()),
            new HashSet<>(
                numbers.getOrDefault("raw_fields", List.of()).stream()
                    .map(Long::intValue)
                    .toList()));
    return new Entry(
        one(numbers, "source_offset"),
        one(numbers, "source_end"),
        one(numbers, "first_record"),
        one(numbers, "first_line"),
        one(numbers, "size"),
        one(numbers, "crc32c"),
        staged);
  }

  private static JsonToken next(JsonParser json) {
    JsonToken token = json.nextToken();
    if (token == null) {
      throw new StreamReadException(json, "cut off");
    }
    return token;
  }

  private static List<Long> list(JsonParser json) {
    List<Long> numbers = new ArrayList<>();
    while (next(json) != JsonToken.END_ARRAY) {
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private static long one(Map<String, List<Long>> numbers, String name) {
    List<Long> value = numbers.get(name);
    return value == null ? -1 : value.getFirst();
  }

  private static SageException failed(Path file, IOException e) {
    return DiskFailure.of("The staged part " + file + " cannot be read or listed", e);
  }
}
