package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.lease.LeasesPlugin;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Serves `dynamodb://table?region=…`. With `watch=true` whoever meets a lease that is held watches
/// it until its holder shows that it lives, or the lease has expired.
public final class DynamoDbLeasesPlugin implements LeasesPlugin {
  @Override
  public boolean accepts(String url) {
    return url.startsWith("dynamodb://");
  }

  @Override
  public Leases open(String url) {
    try {
      return leases(AwsUrl.parse(url, "table"));
    } catch (IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID,
          "Leases in DynamoDB are dynamodb://table?region=REGION, also with endpoint and watch: "
              + e.getMessage(),
          e);
    }
  }

  private static Leases leases(AwsUrl url) {
    String region = url.region();
    Optional<URI> endpoint = url.takeUri("endpoint");
    boolean watch = url.takeTruth("watch");
    url.end();
    DynamoDbLeases leases =
        DynamoDbLeases.open(
            new AwsAccess(region, endpoint, Optional.empty()),
            url.name(),
            System::nanoTime,
            Clock.systemUTC());
    return watch ? new WatchedLeases(leases, LockSupport::parkNanos) : leases;
  }
}
