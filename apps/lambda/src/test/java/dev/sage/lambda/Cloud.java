package dev.sage.lambda;

import dev.sage.connector.aws.AwsAccess;
import dev.sage.connector.aws.DynamoDbLeases;
import dev.sage.connector.postgresql.Warehouse;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.Language;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.burst.LauncherPlugin;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.aws.Emulator;
import dev.sage.testing.lambda.FunctionPackage;
import dev.sage.testing.lambda.LocalLambda;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOrder.Input;
import dev.sage.worker.WorkOrder.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// What stands in for a cloud, for one test class: a bucket, a table, a database.
final class Cloud implements AutoCloseable {
  static final String BUCKET = "sage-executions";

  private final Emulator s3 = Emulator.s3().withBucket(BUCKET);
  private final Emulator dynamoDb = Emulator.dynamoDb();
  private final Gate gate = Gate.before(s3.endpoint());
  private final Path folder = temporary();
  private final Warehouse warehouse = Warehouse.open(folder);
  private final Gate warehouseGate = Gate.before(URI.create(warehouse.url()));
  private final ExecutionStore store;

  Cloud() {
    System.setProperty("aws.accessKeyId", "llave");
    System.setProperty("aws.secretAccessKey", "secreto");
    this.store =
        Plugins.store(
            "s3://%s?region=us-east-1&path_style=true&endpoint=%s"
                .formatted(BUCKET, s3.endpoint()));
    AwsAccess access =
        new AwsAccess(
            "us-east-1",
            Optional.of(dynamoDb.endpoint()),
            Optional.of(new AwsAccess.Keys("llave", "secreto")));
    try (DynamoDbLeases leases =
        DynamoDbLeases.open(access, DynamoDbLeases.TABLE, System::nanoTime, Clock.systemUTC())) {
      leases.createTable();
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("cloud");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The package as it was built, with short leases.
  FunctionPackage function() {
    return FunctionPackage.of(Path.of(System.getProperty("sage.function", "")))
        .with("SAGE_S3_ENDPOINT", gate.endpoint().toString())
        .with("SAGE_S3_PATH_STYLE", "true")
        .with("SAGE_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString())
        .with("SAGE_DESTINATIONS_WAREHOUSE", behind(warehouseGate, warehouse.url()))
        .with("SAGE_DESTINATIONS_LOST", "postgresql://x:y@127.0.0.1:1/z?connect_timeout=1")
        .with("SAGE_LEASE", "3s");
  }

  private static String behind(Gate gate, String url) {
    URI uri = URI.create(url);
    return url.replace(
        uri.getHost() + ":" + uri.getPort(),
        gate.endpoint().getHost() + ":" + gate.endpoint().getPort());
  }

  /// Before the bucket.
  Gate gate() {
    return gate;
  }

  Gate warehouseGate() {
    return warehouseGate;
  }

  ExecutionStore store() {
    return store;
  }

  Leases leases() {
    return Plugins.leases(
        "dynamodb://sage_execution_locks?region=us-east-1&endpoint=" + dynamoDb.endpoint());
  }

  static Launcher launcher(LocalLambda lambda) {
    return Plugins.of(LauncherPlugin.class, plugin -> plugin.accepts(lambda.launcherUrl()))
        .orElseThrow()
        .open(lambda.launcherUrl());
  }

  String warehouse() {
    return warehouse.url();
  }

  /// An execution of some rows into a table of its own, ready to be done.
  WorkOrder order(UUID execution, String contract, String rows) {
    put(execution, "contract.yaml", contract);
    deliver(execution, rows);
    return new WorkOrder(
        execution,
        1,
        "contrato.yaml",
        Sha256.of(contract.getBytes(StandardCharsets.UTF_8)),
        new Input(execution, "datos.csv"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Language.ES,
        Optional.empty(),
        Origin.NONE);
  }

  void deliver(UUID execution, String rows) {
    put(execution, "input/datos.csv", "codigo;nombre\n" + rows);
  }

  private void put(UUID execution, String name, String content) {
    try {
      Path file = Files.writeString(Files.createTempFile(folder, "given", ""), content);
      store.put(execution, 0, name, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(UUID execution, String name) {
    try (InputStream in = store.read(execution, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
    warehouseGate.close();
    warehouse.close();
    gate.close();
    dynamoDb.close();
    s3.close();
  }
}
