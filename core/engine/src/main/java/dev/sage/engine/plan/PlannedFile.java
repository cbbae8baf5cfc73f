package dev.sage.engine.plan;

import dev.sage.engine.split.TextForm;
import dev.sage.engine.stage.FileColumns;
import dev.sage.spi.ColumnLimit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A data file of a delivery in steps.
///
/// @param catalog its id
/// @param folder where its staged parts are expected, in the directory for parts
/// @param sha256 of its bytes, inflated
/// @param columns which of its columns holds which field
/// @param limits what destinations could not hold when it was split, by field
/// @param pieces what it takes to make a part of just the bytes that it has in the delivered file;
///   empty: only its text will do
/// @param parts in their order
public record PlannedFile(
    String catalog,
    String folder,
    String sha256,
    FileColumns columns,
    Map<String, List<ColumnLimit>> limits,
    Optional<TextForm> pieces,
    List<PlannedPart> parts) {
  public PlannedFile {
    Map<String, List<ColumnLimit>> copy = new LinkedHashMap<>();
    limits.forEach((field, of) -> copy.put(field, List.copyOf(of)));
    limits = Collections.unmodifiableMap(copy);
    parts = List.copyOf(parts);
  }
}
