package dev.sage.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Rewrites the data and the expectations of the folder `examples`: the same bytes every time.
///
/// Contracts and read-me files there are written by hand.
public final class Examples {
  private static final LocalDateTime ZIP_TIME = LocalDateTime.of(2025, 7, 1, 6, 0);

  private Examples() {}

  /// The data files of one example and what a check of each must say.
  record Example(
      String folder,
      SequencedMap<String, byte[]> data,
      SequencedMap<String, ExampleOutcome> outcomes) {
    void file(String name, byte[] bytes, ExampleOutcome outcome) {
      data.put(name, bytes);
      outcomes.put(name, outcome);
    }

    static Example in(String folder) {
      return new Example(folder, new java.util.LinkedHashMap<>(), new java.util.LinkedHashMap<>());
    }
  }

  /// Argument: the folder, `examples` unless given.
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments.length > 0 ? arguments[0] : "examples"));
  }

  /// Writes every example below a folder.
  public static void write(Path examples) throws IOException {
    write(SalesExample.create(), examples);
    write(DistributorExample.create(), examples);
    write(EverythingWrongExample.create(), examples);
  }

  private static void write(Example example, Path examples) throws IOException {
    Path folder = Files.createDirectories(examples.resolve(example.folder()));
    for (Map.Entry<String, byte[]> file : example.data().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(folder.resolve("expected.json"), ExpectedJson.of(example.outcomes()));
  }

  /// A ZIP whose bytes depend on nothing but its members.
  static byte[] zip(SequencedMap<String, byte[]> members) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        var entry = new ZipEntry(member.getKey());
        entry.setTimeLocal(ZIP_TIME);
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
