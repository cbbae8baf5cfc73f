package dev.sage.metadata.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.connector.postgresql.MetadataReportsPlugin;
import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.OutcomeReports;
import dev.sage.testing.orchestrator.BurstArrivals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a function tells the database itself, the watcher hears.
final class FunctionReportIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static byte[] result(long read) {
    return """
    {"token":1,"outcome":"done","exit":0,"status":"Éxito","errors":0,"warnings":0,"messages":0,
     "catalogs":{"v":{"read":%d,"accepted":%d,"rejected":0,"filtered":0}},
     "materializations":[],"finished_at":"2026-01-05T08:00:01Z"}
    """
        .formatted(read, read)
        .getBytes(UTF_8);
  }

  @Test
  void aReportIsHeardAndTheLastOneCounts() {
    PostgresqlControlPath path = new PostgresqlControlPath(database);
    UUID execution = BurstArrivals.waiting(path);
    path.burst()
        .claim(
            "daemon-1",
            Map.of(execution, new Decision(Place.FUNCTION, List.of(Reason.QUEUE_LONG))));

    try (OutcomeReports reports = new MetadataReportsPlugin().open(database.url())) {
      reports.ended(execution, result(7));
      reports.ended(execution, result(8));
    }

    Delegated delegated = path.burst().delegated().getFirst();
    assertThat(delegated.reported().orElseThrow().read()).isEqualTo(8);
    path.close();
  }

  @Test
  void aDatabaseThatIsAwayIsTold() {
    try (OutcomeReports reports =
        new MetadataReportsPlugin().open("postgresql://a:b@127.0.0.1:1/c?connect_timeout=1")) {
      assertThatThrownBy(() -> reports.ended(new UUID(0, 1), result(1)))
          .isInstanceOfSatisfying(
              SageException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.METADATA_UNREACHABLE))
          .hasMessageContaining("127.0.0.1:1/c");
    }
  }
}
