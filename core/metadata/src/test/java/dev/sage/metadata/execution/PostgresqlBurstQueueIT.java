package dev.sage.metadata.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.testing.orchestrator.BurstArrivals;
import dev.sage.testing.orchestrator.BurstQueueContract;
import dev.sage.testing.orchestrator.ControlPath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresqlBurstQueueIT extends BurstQueueContract {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private @Nullable PostgresqlControlPath path;

  @Override
  protected ControlPath path() {
    path = new PostgresqlControlPath(database);
    return path;
  }

  @Test
  void noMoreAreCountedThanSomebodyWantsToKnow() {
    for (int i = 0; i < 5; i++) {
      BurstArrivals.waiting(Objects.requireNonNull(path));
    }

    assertThat(new PostgresqlBurstQueue(database.get(), 3).waiting(1).total()).isEqualTo(3);
    assertThat(new PostgresqlBurstQueue(database.get(), 3).waiting(4).total()).isEqualTo(4);
    assertThat(new PostgresqlBurstQueue(database.get(), 9).waiting(1).total()).isEqualTo(5);
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(path).close();
  }
}
