package dev.sage.worker.steps;

import dev.sage.engine.plan.CarriedPart;
import dev.sage.engine.stage.StagedPart;
import dev.sage.worker.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// `steps/staged/part-00012.json`: that a part is staged, and by which file.
///
/// @param split of the plan that it was staged by
/// @param file its name in the store
/// @param checksum of that file
/// @param fingerprint of all that was made use of
/// @param number of the part in its catalog
/// @param failures rows that failed, for each check by its id
record StagedEntry(
    UUID split,
    String file,
    Checksum checksum,
    String fingerprint,
    int number,
    long rows,
    long rejected,
    List<Long> failures,
    Set<Integer> rawFields) {
  private static final JsonFactory JSON = new JsonFactory();

  StagedEntry {
    failures = List.copyOf(failures);
    rawFields = Set.copyOf(rawFields);
  }

  static StagedEntry of(UUID split, String file, CarriedPart part) {
    StagedPart staged = part.staged();
    return new StagedEntry(
        split,
        file,
        Checksum.of(staged.file()),
        part.fingerprint(),
        staged.number(),
        staged.rows(),
        staged.rejected(),
        staged.failures(),
        staged.rawFields());
  }

  /// The part, with its file on this machine.
  CarriedPart in(Path there) {
    return new CarriedPart(
        fingerprint, new StagedPart(number, there, rows, rejected, failures, rawFields));
  }

  byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("split", split.toString());
      json.writeStringProperty("file", file);
      json.writeNumberProperty("size", checksum.size());
      json.writeNumberProperty("crc32c", checksum.crc());
      json.writeStringProperty("fingerprint", fingerprint);
      json.writeNumberProperty("number", number);
      json.writeNumberProperty("rows", rows);
      json.writeNumberProperty("rejected", rejected);
      json.writeArrayPropertyStart("failures");
      failures.forEach(json::writeNumber);
      json.writeEndArray();
      json.writeArrayPropertyStart("raw_fields");
      rawFields.stream().sorted().forEach(json::writeNumber);
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException for what is damaged
  static StagedEntry parse(byte[] bytes) {
    JsonValues json = JsonValues.parse(bytes);
    return new StagedEntry(
        json.id("split"),
        json.text("file"),
        new Checksum(json.number("size"), json.number("crc32c")),
        json.text("fingerprint"),
        Math.toIntExact(json.number("number")),
        json.number("rows"),
        json.number("rejected"),
        json.numbers("failures"),
        new HashSet<>(json.numbers("raw_fields").stream().map(Math::toIntExact).toList()));
  }
}
