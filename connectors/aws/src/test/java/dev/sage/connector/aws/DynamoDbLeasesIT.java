package dev.sage.connector.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorType;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import dev.sage.testing.FreshIds;
import dev.sage.testing.aws.Emulator;
import dev.sage.testing.lease.LeasesContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

final class DynamoDbLeasesIT extends LeasesContract {
  /// Wrong by years: no decision goes by it.
  private static final Instant NOW = Instant.parse("1999-12-31T00:00:00Z");

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @AutoClose static final Emulator SERVER = Emulator.dynamoDb();
  private static final AwsAccess ACCESS = Access.to(SERVER.endpoint());

  private static final AtomicLong NANOS = new AtomicLong();
  private static DynamoDbClient client;
  private static DynamoDbLeases leases;
  private static DynamoDbLeases another;

  private final UUID resource = FreshIds.next();

  @BeforeAll
  static void open() {
    client = ACCESS.on(DynamoDbClient.builder()).build();
    leases = DynamoDbLeases.open(ACCESS, DynamoDbLeases.TABLE, NANOS::get, CLOCK);
    another = DynamoDbLeases.open(ACCESS, DynamoDbLeases.TABLE, NANOS::get, CLOCK);
    leases.createTable();
    another.createTable();
  }

  @AfterAll
  static void close() {
    leases.close();
    another.close();
    client.close();
  }

  @Override
  protected Leases leases() {
    return leases;
  }

  @Override
  protected Leases another() {
    return another;
  }

  @Override
  protected void passTime(Duration duration) {
    NANOS.addAndGet(duration.toNanos());
  }

  @Test
  void whoAsksForTheFirstTimeTakesNothingOverHoweverOldItIs() {
    assertThat(leases.acquire(resource, "one", MINUTE, 1)).isPresent();
    passTime(Duration.ofDays(1));

    assertThat(another.acquire(resource, "two", MINUTE, 1)).isEmpty();
    passTime(Duration.ofSeconds(59));
    assertThat(another.acquire(resource, "two", MINUTE, 1)).isEmpty();
    passTime(Duration.ofSeconds(2));
    assertThat(another.acquire(resource, "two", MINUTE, 1)).isPresent();
  }

  @Test
  void whoWantsItForShortWaitsForTheWholeLeaseOfTheOwner() {
    assertThat(leases.acquire(resource, "one", MINUTE, 1)).isPresent();
    Duration second = Duration.ofSeconds(1);

    assertThat(another.acquire(resource, "two", second, 1)).isEmpty();
    passTime(Duration.ofSeconds(30));
    assertThat(another.acquire(resource, "two", second, 1)).isEmpty();
    passTime(Duration.ofSeconds(31));
    assertThat(another.acquire(resource, "two", second, 1)).isPresent();
  }

  @Test
  void whatWasRenewedMeanwhileIsWatchedAnew() {
    Lease lease = leases.acquire(resource, "one", MINUTE, 1).orElseThrow();
    assertThat(another.acquire(resource, "two", MINUTE, 1)).isEmpty();
    passTime(Duration.ofSeconds(59));
    assertThat(lease.renew()).isTrue();
    passTime(Duration.ofSeconds(2));

    assertThat(another.acquire(resource, "two", MINUTE, 1)).isEmpty();
    passTime(Duration.ofSeconds(59));
    assertThat(another.acquire(resource, "two", MINUTE, 1)).isEmpty();
  }

  @Test
  void whoWatchesADeadHolderTakesOverWithinOneRequest() {
    assertThat(leases.acquire(resource, "one", MINUTE, 3)).isPresent();
    WatchedLeases watching = new WatchedLeases(another, NANOS::addAndGet);
    long begin = NANOS.get();

    Optional<Lease> taken = watching.acquire(resource, "two", MINUTE, 1);

    assertThat(taken.orElseThrow().token()).isEqualTo(4);
    assertThat(Duration.ofNanos(NANOS.get() - begin))
        .isBetween(MINUTE, MINUTE.plus(Duration.ofSeconds(11)));
  }

  @Test
  void whoWatchesAHolderThatLivesIsRefusedAsSoonAsItShows() {
    Lease held = leases.acquire(resource, "one", MINUTE, 1).orElseThrow();
    AtomicLong waited = new AtomicLong();
    WatchedLeases watching =
        new WatchedLeases(
            another,
            nanos -> {
              if (waited.addAndGet(nanos) >= MINUTE.toNanos() / 3) {
                assertThat(held.renew()).isTrue();
              }
            });

    assertThat(watching.acquire(resource, "two", MINUTE, 1)).isEmpty();
    assertThat(Duration.ofNanos(waited.get())).isLessThan(MINUTE.dividedBy(2));
  }

  @Test
  void whoWatchesAHolderThatReleasesIsNext() {
    Lease held = leases.acquire(resource, "one", MINUTE, 1).orElseThrow();
    WatchedLeases watching = new WatchedLeases(another, _ -> held.release());

    assertThat(watching.acquire(resource, "two", MINUTE, 1).orElseThrow().token()).isEqualTo(2);
  }

  @Test
  void theItemSaysWhoHoldsItAndIsSweptAWeekLater() {
    Lease lease = leases.acquire(resource, "daemon-1", MINUTE, 5).orElseThrow();

    assertThat(attribute("owner_id")).isEqualTo("daemon-1");
    assertThat(attribute("token")).isEqualTo("5");
    long until = NOW.plus(MINUTE).getEpochSecond();
    assertThat(attribute("lease_until")).isEqualTo(Long.toString(until));
    assertThat(attribute("expiration_time"))
        .isEqualTo(Long.toString(until + Duration.ofDays(7).toSeconds()));

    lease.release();
    assertThat(attribute("token")).isEqualTo("5");
    assertThat(attribute("lease_until")).isEqualTo("0");
    assertThat(attribute("expiration_time"))
        .isEqualTo(Long.toString(NOW.plus(Duration.ofDays(7)).getEpochSecond()));
  }

  @Test
  void theTableIsSwept() {
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName(DynamoDbLeases.TABLE))
                .timeToLiveDescription())
        .satisfies(ttl -> {
          assertThat(ttl.attributeName()).isEqualTo("expiration_time");
          assertThat(ttl.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        });
  }

  @Test
  void aTableThatIsNotThereIsTold() {
    try (DynamoDbLeases nowhere = DynamoDbLeases.open(ACCESS, "ninguna", NANOS::get, CLOCK)) {
      assertThatThrownBy(() -> nowhere.acquire(resource, "one", MINUTE, 1))
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code().type()).isEqualTo(ErrorType.EXTERNAL))
          .hasMessageContaining("ninguna");
    }
  }

  private String attribute(String name) {
    AttributeValue value = item().getOrDefault(name, AttributeValue.fromS("none"));
    return value.s() == null ? value.n() : value.s();
  }

  private Map<String, AttributeValue> item() {
    return client
        .getItem(r ->
            r.tableName(DynamoDbLeases.TABLE)
                .key(Map.of("execution_id", AttributeValue.fromS(resource.toString()))))
        .item();
  }
}
