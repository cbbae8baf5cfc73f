package dev.sage.metadata.execution;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.testing.orchestrator.BurstQueueContract;
import dev.sage.testing.orchestrator.ControlPath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresqlBurstQueueIT extends BurstQueueContract {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private @Nullable PostgresqlControlPath path;

  @Override
  protected ControlPath path() {
    path = new PostgresqlControlPath(database);
    return path;
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(path).close();
  }
}
