package dev.sage.engine.plan;

import java.nio.file.Path;

/// Takes the texts of parts that cannot be cut out of the delivered file.
@FunctionalInterface
public interface TextParts {
  /// @param part its number in the plan
  /// @param text normalised; belongs to the taker, who deletes it, now or later
  void take(int part, Path text);
}
