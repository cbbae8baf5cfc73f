package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Leases in a table of DynamoDB, an item for each resource.
///
/// DynamoDB tells nobody the time. Who wants a lease that somebody holds has to see the same
/// version of its item twice, a whole lease apart on its own monotonic clock: nobody renewed it,
/// then. So it must ask again with the same object; asking once never takes a lease over. An item
/// is marked free and never deleted; the sweep of DynamoDB takes it a week after its lease.
public final class DynamoDbLeases implements Leases, AutoCloseable {
  public static final String TABLE = "sage_execution_locks";
  private static final int MOST_SIGHTINGS = 10_000;

  private final DynamoDbClient database;
  private final String table;
  private final LongSupplier ticker;
  private final Clock clock;
  private final Map<UUID, Sighting> sightings = new Recent();

  private DynamoDbLeases(DynamoDbClient database, String table, LongSupplier ticker, Clock clock) {
    this.database = database;
    this.table = table;
    this.ticker = ticker;
    this.clock = clock;
  }

  /// Connects to nothing yet.
  ///
  /// @param ticker a monotonic clock in nanoseconds: `System::nanoTime`
  /// @param clock for what people read in the items, and for the sweep
  public static DynamoDbLeases open(
      AwsAccess access, String table, LongSupplier ticker, Clock clock) {
    return new DynamoDbLeases(access.on(DynamoDbClient.builder()).build(), table, ticker, clock);
  }

  /// A version of an item, and when it was first seen.
  private record Sighting(long version, long since) {}

  /// Only the last ones count; who is forgotten waits for another lease.
  private static final class Recent extends LinkedHashMap<UUID, Sighting> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Sighting> eldest) {
      return size() > MOST_SIGHTINGS;
    }
  }

  /// Makes the table, unless it is there.
  public void createTable() {
    try {
      database.createTable(r ->
          r.tableName(table)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  List.of(
                      AttributeDefinition.builder()
                          .attributeName(LeaseItem.KEY)
                          .attributeType(ScalarAttributeType.S)
                          .build()))
              .keySchema(
                  List.of(
                      KeySchemaElement.builder()
                          .attributeName(LeaseItem.KEY)
                          .keyType(KeyType.HASH)
                          .build())));
      database.waiter().waitUntilTableExists(r -> r.tableName(table));
      database.updateTimeToLive(r ->
          r.tableName(table)
              .timeToLiveSpecification(t -> t.attributeName(LeaseItem.EXPIRATION).enabled(true)));
    } catch (ResourceInUseException _) {
      // It is there.
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  @Override
  public Optional<Lease> acquire(UUID resource, String owner, Duration length, long floor) {
    long asked = ticker.getAsLong();
    @Nullable LeaseItem last = find(resource);
    if (last != null && !last.isFree() && !isExpired(last, asked)) {
      return Optional.empty();
    }
    long token = Math.max(Math.max(floor, 1), last == null ? 1 : last.token() + 1);
    long version = last == null ? 1 : last.version() + 1;
    LeaseItem item = new LeaseItem(resource, owner, token, version, length.toMillis());
    if (!replace(last, item)) {
      return Optional.empty();
    }
    forget(resource);
    return Optional.of(new ItemLease(resource, token, length));
  }

  private @Nullable LeaseItem find(UUID resource) {
    Map<String, AttributeValue> item =
        tried(() ->
            database
                .getItem(r -> r.tableName(table).key(LeaseItem.key(resource)).consistentRead(true))
                .item());
    return item.isEmpty() ? null : LeaseItem.of(resource, item);
  }

  /// A version was there at some time before its answer came, and is there at some time after it
  /// was asked for: what lies between an answer and a later question is certain.
  private synchronized boolean isExpired(LeaseItem item, long asked) {
    @Nullable Sighting seen = sightings.get(item.resource());
    if (seen == null || seen.version != item.version()) {
      sightings.put(item.resource(), new Sighting(item.version(), ticker.getAsLong()));
      return false;
    }
    return asked - seen.since > Duration.ofMillis(item.length()).toNanos();
  }

  /// The version of a lease that somebody else holds, as it was last seen here; empty: none was.
  synchronized OptionalLong watched(UUID resource) {
    @Nullable Sighting seen = sightings.get(resource);
    return seen == null ? OptionalLong.empty() : OptionalLong.of(seen.version);
  }

  private synchronized void forget(UUID resource) {
    sightings.remove(resource);
  }

  private boolean replace(@Nullable LeaseItem last, LeaseItem next) {
    return accepted(() ->
        database.putItem(r -> {
          r.tableName(table).item(next.attributes(clock.instant()));
          if (last == null) {
            r.conditionExpression("attribute_not_exists(" + LeaseItem.KEY + ")");
          } else {
            r.conditionExpression("#version = :version")
                .expressionAttributeNames(Map.of("#version", LeaseItem.VERSION))
                .expressionAttributeValues(Map.of(":version", LeaseItem.number(last.version())));
          }
        }));
  }

  /// Changes the item of a lease that is still held.
  ///
  /// @param length 0: it becomes free
  private boolean update(ItemLease lease, long length) {
    Map<String, AttributeValue> times = LeaseItem.times(clock.instant(), length);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":token", LeaseItem.number(lease.token));
    values.put(":free", LeaseItem.number(0));
    values.put(":one", LeaseItem.number(1));
    values.put(":length", times.get(LeaseItem.LENGTH));
    values.put(":until", times.get(LeaseItem.UNTIL));
    values.put(":expiration", times.get(LeaseItem.EXPIRATION));
    return accepted(() ->
        database.updateItem(r ->
            r.tableName(table)
                .key(LeaseItem.key(lease.resource))
                .updateExpression(
                    "SET #version = #version + :one, #length = :length, #until = :until, #expiration = :expiration")
                .conditionExpression("#token = :token AND #length <> :free")
                .expressionAttributeNames(
                    Map.of(
                        "#version", LeaseItem.VERSION,
                        "#length", LeaseItem.LENGTH,
                        "#until", LeaseItem.UNTIL,
                        "#expiration", LeaseItem.EXPIRATION,
                        "#token", LeaseItem.TOKEN))
                .expressionAttributeValues(values)));
  }

  private boolean accepted(Runnable request) {
    return tried(() -> {
      try {
        request.run();
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }

  private <T> T tried(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  private SageException failed(SdkException e) {
    return AwsFailure.of(ErrorCode.METADATA_UNREACHABLE, "The table " + table, e);
  }

  @Override
  public void close() {
    database.close();
  }

  private final class ItemLease implements Lease {
    private final UUID resource;
    private final long token;
    private final Duration length;

    ItemLease(UUID resource, long token, Duration length) {
      this.resource = resource;
      this.token = token;
      this.length = length;
    }

    @Override
    public UUID resource() {
      return resource;
    }

    @Override
    public long token() {
      return token;
    }

    @Override
    public boolean renew() {
      return update(this, length.toMillis());
    }

    @Override
    public void release() {
      update(this, 0);
    }
  }
}
