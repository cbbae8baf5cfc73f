package dev.sage.bench.crash;

import java.time.Duration;
import java.util.List;

/// What an execution did and left that nobody disturbed.
///
/// @param relations everything in the database, numbers blotted out
/// @param files everything in its directory, numbers blotted out
record Whole(Traffic traffic, Duration time, List<String> relations, List<String> files) {
  Whole {
    relations = List.copyOf(relations);
    files = List.copyOf(files);
  }
}
