package dev.sage.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.connector.postgresql.lease.PostgresqlLeases;
import dev.sage.metadata.TestDatabase;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Leases;
import dev.sage.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A PostgreSQL that accepts connections and never answers: one that is being started again, or a
/// network that swallows everything.
@Timeout(120)
final class SilentServerIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  @ParameterizedTest
  @ValueSource(strings = {"disable", "prefer", "require"})
  void openingGivesUpWhenItsTimeIsOver(String sslmode) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url =
          "postgresql://ana:clave@127.0.0.1:%d/meta?connect_timeout=2&sslmode=%s"
              .formatted(silent.getLocalPort(), sslmode);
      long start = System.nanoTime();

      SageException failure =
          catchThrowableOfType(SageException.class, () -> MetadataDatabase.open(url));

      assertThat(failure.code()).isEqualTo(ErrorCode.METADATA_UNREACHABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void leasesAndStatementsFailWhileItIsSilentAndWorkAgainAfterwards() throws Exception {
    try (Wire wire = Wire.to(database.url());
        MetadataDatabase far = MetadataDatabase.open(wire.url(database.url()), 3)) {
      Leases leases = new PostgresqlLeases(far.dataSource());
      assertThat(leases.acquire(UUID.randomUUID(), "uno", Duration.ofMinutes(1), 1)).isPresent();
      wire.hold();
      long start = System.nanoTime();
      assertThat(far.health().reachable()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      // The pool looks again at a connection that has rested for half a second.
      await(() -> System.nanoTime() - start > 700_000_000);

      SageException failure =
          catchThrowableOfType(
              SageException.class,
              () -> leases.acquire(UUID.randomUUID(), "uno", Duration.ofMinutes(1), 1));

      assertThat(failure.code()).isEqualTo(ErrorCode.METADATA_UNREACHABLE);
      assertThat(far.health().reachable()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));

      wire.letGo();
      assertThat(far.health().reachable()).isTrue();
      assertThat(leases.acquire(UUID.randomUUID(), "uno", Duration.ofMinutes(1), 1)).isPresent();
    }
  }

  @Test
  void whatListensGivesAConnectionUpThatIsNeverAnswered() throws Exception {
    try (Wire wire = Wire.to(database.url());
        MetadataDatabase far =
            MetadataDatabase.open(wire.url(database.url()) + "?connect_timeout=2", 2);
        Signals signals = new Signals(far, "sage_prueba")) {
      wire.hold();
      assertThat(signals.heard()).isZero();
      await(() -> wire.unanswered() > 0);
      wire.letGo();

      await(() ->
          database.query("SELECT query AS v FROM pg_stat_activity").contains("LISTEN sage_prueba"));
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
