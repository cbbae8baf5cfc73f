package dev.sage.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.connector.postgresql.lease.PostgresqlLeases;
import dev.sage.spi.ErrorType;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import dev.sage.testing.FreshIds;
import dev.sage.testing.lease.LeasesContract;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

final class PostgresqlLeasesIT extends LeasesContract {
  @RegisterExtension static final Database DATABASE = new Database();

  private Leases leases;
  private Leases another;

  @BeforeEach
  void makeTable() {
    DATABASE.run(PostgresqlLeases.DDL);
    leases = new PostgresqlLeases(source(DATABASE.parsed().port()));
    another = new PostgresqlLeases(source(DATABASE.parsed().port()));
  }

  private static PGSimpleDataSource source(int port) {
    ConnectionUrl url = DATABASE.parsed();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {url.host()});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(url.database());
    source.setUser(url.user());
    source.setPassword(url.password());
    return source;
  }

  @Override
  protected Leases leases() {
    return leases;
  }

  @Override
  protected Leases another() {
    return another;
  }

  /// The server's clock is the law: as if it had gone on.
  @Override
  protected void passTime(Duration duration) {
    DATABASE.run(
        "UPDATE bloqueos SET vence_en = vence_en - interval '%d milliseconds'"
            .formatted(duration.toMillis()));
  }

  @Test
  void theRowSaysWhoHoldsItAndStaysWhenItIsFree() {
    UUID resource = FreshIds.next();
    Lease lease = leases.acquire(resource, "daemon-1", Duration.ofSeconds(60), 3).orElseThrow();
    String row =
        "SELECT propietario, token, vence_en > now() FROM bloqueos WHERE recurso = '%s'"
            .formatted(resource);

    assertThat(DATABASE.query(row)).containsExactly("daemon-1|3|t");
    lease.release();
    assertThat(DATABASE.query(row)).containsExactly("daemon-1|3|∅");
  }

  @Test
  void aServerThatCannotBeReachedIsToldAndNothingIsSaidOfTheLease() throws Exception {
    Leases nowhere = new PostgresqlLeases(source(Server.freePort()));

    assertThatThrownBy(
            () -> nowhere.acquire(FreshIds.next(), "daemon-1", Duration.ofSeconds(60), 1))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code().type()).isEqualTo(ErrorType.EXTERNAL));
  }
}
