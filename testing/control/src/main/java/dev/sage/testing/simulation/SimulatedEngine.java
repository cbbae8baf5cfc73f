package dev.sage.testing.simulation;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import dev.sage.worker.Processing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// Takes its time, lands rows, and leaves a report that says with which token it was made.
final class SimulatedEngine implements Processing {
  private final Scheduler scheduler;
  private final Random random;
  private final Commits destination;

  SimulatedEngine(Scheduler scheduler, Random random, Commits destination) {
    this.scheduler = scheduler;
    this.random = random;
    this.destination = destination;
  }

  @Override
  public void process(Job job, Progress progress, Cancellation cancellation) {
    for (int part = random.nextInt(4); part > 0; part--) {
      scheduler.sleep(Duration.ofMillis(random.nextInt(4_000)));
      cancellation.check();
    }
    boolean first = destination.commit(job.order().execution(), job.token());
    scheduler.giveTurn();
    write(job.directory(), "report.json", Long.toString(job.token()));
    write(job.directory(), "result.json", result(job.token(), first));
  }

  private String result(long token, boolean first) {
    return """
    {"token":%d,"outcome":"done","exit":0,"status":"Éxito","errors":0,"warnings":0,"messages":0,
     "catalogs":{"v":{"read":1,"accepted":1,"rejected":0,"filtered":0}},
     "materializations":[{"id":"v","rows":1,"outcome":"%s"}],"finished_at":"%s"}
    """
        .formatted(token, first ? "loaded" : "already_loaded", scheduler.instant());
  }

  private static void write(Path directory, String name, String content) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
