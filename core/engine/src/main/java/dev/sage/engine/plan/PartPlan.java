package dev.sage.engine.plan;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The parts of a delivery, and all that it takes to stage each of them without the delivery.
///
/// Which records were dropped and which have several lines is not in it: such lists can be as long
/// as the file, and who finishes the delivery goes through all of it anyway.
///
/// @param started what rules call now, in every step
/// @param partBytes about how large parts were to be; whoever cuts them again must ask for the same
/// @param delivery the package whose rules hold; empty: none
/// @param files of all catalogs, in the order in which they are read
public record PartPlan(
    Instant started, long partBytes, Optional<String> delivery, List<PlannedFile> files) {
  public PartPlan {
    files = List.copyOf(files);
  }

  /// How many parts there are in all files.
  public int parts() {
    return files.stream().mapToInt(file -> file.parts().size()).sum();
  }

  /// A part and the file that it belongs to.
  public record Place(PlannedFile file, PlannedPart part) {}

  /// @param number from 0, through all files
  /// @throws SageException [ErrorCode#USAGE] when there is no such part
  public Place part(int number) {
    int first = 0;
    for (PlannedFile file : files) {
      int in = number - first;
      if (in >= 0 && in < file.parts().size()) {
        return new Place(file, file.parts().get(in));
      }
      first += file.parts().size();
    }
    throw new SageException(
        ErrorCode.USAGE,
        "There is no part %d: the delivery has %d, counted from 0.".formatted(number, first));
  }
}
