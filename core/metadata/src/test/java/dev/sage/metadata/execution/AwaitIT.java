package dev.sage.metadata.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.metadata.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Daemons that have nothing to do sleep until somebody has something for them.
@Timeout(60)
final class AwaitIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
  private static final Duration LONG = Duration.ofMinutes(10);

  private PostgresqlExecutionQueue queue;
  private QueuedRows rows;

  @BeforeEach
  void prepare() {
    queue = new PostgresqlExecutionQueue(database.get());
    rows = new QueuedRows(database);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void whatIsQueuedByAnotherEndsAWait() throws Exception {
    CompletableFuture<Boolean> waiting = await(LONG);

    rows.waiting();

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(queue.claim("d", 1)).hasSize(1);
  }

  @Test
  void aRequestToStopEndsAWait() throws Exception {
    UUID execution = rows.waiting();
    queue.claim("d", 1);
    awaitListener();
    CompletableFuture<Boolean> waiting = await(LONG);

    while (!waiting.isDone()) { // it may not have begun at the first request
      database.run("UPDATE ejecuciones_yaml SET cancelacion_pedida = NULL");
      database.run("UPDATE ejecuciones_yaml SET cancelacion_pedida = now()");
    }

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(queue.toStop("d")).containsExactly(execution);
  }

  @Test
  void whatComesDueEndsAWait() throws Exception {
    UUID execution = rows.waiting();
    database.run("UPDATE ejecuciones_yaml SET disponible_en = now() + interval '300 milliseconds'");

    while (queue.claim("d", 1).isEmpty()) {
      queue.await(LONG);
    }

    assertThat(rows.state(execution)).isEqualTo("procesando");
  }

  @Test
  void aWaitWithNothingToDoEndsWithItsTime() throws InterruptedException {
    queue.await(Duration.ofMillis(50));

    assertThat(queue.claim("d", 1)).isEmpty();
  }

  @Test
  void aBrokenConnectionIsMadeAnew() throws Exception {
    awaitListener();
    CompletableFuture<Boolean> waiting = await(LONG);
    database.query(
        """
        SELECT pg_terminate_backend(pid, 10000)::text AS v FROM pg_stat_activity
        WHERE query LIKE 'LISTEN%' AND datname = current_database()
        """);
    rows.waiting();

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    awaitListener();
  }

  @Test
  void closingEndsWaits() throws Exception {
    awaitListener();
    CompletableFuture<Boolean> waiting = await(LONG);

    queue.close();

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
  }

  private CompletableFuture<Boolean> await(Duration atMost) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            queue.await(atMost);
            return true;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        THREADS);
  }

  /// Waits until the queue listens.
  private void awaitListener() throws InterruptedException {
    String listening =
        """
        SELECT count(*)::text AS v FROM pg_stat_activity
        WHERE query LIKE 'LISTEN%' AND datname = current_database()
        """;
    while (database.query(listening).getFirst().equals("0")) {
      queue.await(Duration.ofMillis(10));
    }
  }
}
