package dev.sage.engine.report;

import dev.sage.engine.stage.StagedCatalog;
import java.util.List;

/// A catalog of the delivery that was read.
///
/// @param file the file's or member's name
/// @param read records by the splitter's own count
/// @param staged its rows
/// @param skippedRules rules that were not evaluated, because a column is missing
public record Delivered(String file, long read, StagedCatalog staged, List<String> skippedRules) {
  public Delivered {
    skippedRules = List.copyOf(skippedRules);
  }

  public String catalog() {
    return staged.catalog().id();
  }
}
