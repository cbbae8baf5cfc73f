package dev.sage.bench.burst;

import dev.sage.connector.aws.AwsAccess;
import dev.sage.connector.aws.DynamoDbLeases;
import dev.sage.testing.aws.Emulator;
import dev.sage.testing.lambda.FunctionPackage;
import dev.sage.testing.lambda.LocalLambda;
import dev.sage.testing.lambda.Options;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What an account of a cloud has, on this machine: a bucket, a table of locks, a function.
final class Account implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(5);
  private static final String BUCKET = "sage-executions";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration TIMEOUT_OF_LARGE = Duration.ofMinutes(5);
  private static final String KEY = "llave";

  private final Emulator s3 = Emulator.s3OfManyFiles().withBucket(BUCKET);
  private final Emulator dynamoDb = Emulator.dynamoDb();
  private final Duration timeout;
  private final LocalLambda lambda;

  /// @param function the folder of the built package
  /// @param warehouse where contracts land
  Account(Path function, String warehouse, BurstRun.Order order) {
    this.timeout = order.large() > 0 ? TIMEOUT_OF_LARGE : TIMEOUT;
    try (DynamoDbLeases leases = leases()) {
      leases.createTable();
    }
    FunctionPackage configured =
        FunctionPackage.of(function)
            .withTimeout(timeout)
            .with("AWS_ACCESS_KEY_ID", KEY)
            .with("AWS_SECRET_ACCESS_KEY", KEY)
            .with("SAGE_S3_ENDPOINT", s3.endpoint().toString())
            .with("SAGE_S3_PATH_STYLE", "true")
            .with("SAGE_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString())
            .with("SAGE_DESTINATIONS_WAREHOUSE", warehouse)
            .with("SAGE_LEASE", LEASE.toSeconds() + "s");
    this.lambda =
        LocalLambda.start(
            configured,
            Options.of(order.functions())
                .withRetryDelay(Duration.ofSeconds(3))
                .withFaults(order.faults()));
  }

  LocalLambda lambda() {
    return lambda;
  }

  DynamoDbLeases leases() {
    AwsAccess access =
        new AwsAccess(
            "us-east-1",
            Optional.of(dynamoDb.endpoint()),
            Optional.of(new AwsAccess.Keys(KEY, KEY)));
    return DynamoDbLeases.open(access, DynamoDbLeases.TABLE, System::nanoTime, Clock.systemUTC());
  }

  /// Executions that a server lets functions have at a time: the host has some wait.
  static int limit(int functions) {
    return functions * 4;
  }

  /// Of a server that uses it.
  Map<String, String> settings(int functions) {
    return Map.of(
        "AWS_ACCESS_KEY_ID",
        KEY,
        "AWS_SECRET_ACCESS_KEY",
        KEY,
        "SAGE_STORE_URL",
        "s3://%s?region=us-east-1&path_style=true&endpoint=%s"
            .formatted(BUCKET, encoded(s3.endpoint())),
        "SAGE_BURST_FUNCTION",
        lambda.launcherUrl(),
        "SAGE_BURST_LOCKS",
        "dynamodb://%s?region=us-east-1&endpoint=%s"
            .formatted(DynamoDbLeases.TABLE, encoded(dynamoDb.endpoint())),
        "SAGE_BURST_FUNCTIONS",
        Integer.toString(limit(functions)),
        "SAGE_BURST_TIME",
        timeout.toSeconds() + "s",
        "SAGE_BURST_LEASE",
        LEASE.toSeconds() + "s");
  }

  private static String encoded(URI uri) {
    return URLEncoder.encode(uri.toString(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    lambda.close();
    dynamoDb.close();
    s3.close();
  }
}
