package dev.sage.lambda;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.Processing;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.json.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Writes into `result.json` what it took, for whoever reckons what functions cost.
record MeasuredProcessing(Processing processing, Stopwatch watch, long memory)
    implements Processing {
  private static final String RESULT = "result.json";

  @Override
  public void process(Job job, Progress progress, Cancellation cancellation) {
    processing.process(job, progress, cancellation);
    try {
      measure(job.directory());
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "The result cannot be written.", e);
    }
  }

  private void measure(Path directory) throws IOException {
    Path file = directory.resolve(RESULT);
    byte[] result = Files.readAllBytes(file);
    if (JsonValues.parse(result).maybeObject(Measured.NAME).isEmpty()) {
      Path whole = directory.resolve("." + RESULT);
      Files.write(whole, measured(directory).addedTo(result));
      Files.move(whole, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Measured measured(Path directory) throws IOException {
    long files = 0;
    long bytes = 0;
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files++;
        bytes += Files.size(file);
      }
    }
    return new Measured(watch.start(), watch.elapsed(), memory, watch.peakMemory(), files, bytes);
  }
}
