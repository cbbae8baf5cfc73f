package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.aws.AwsAccess;
import dev.sage.connector.aws.DynamoDbLeases;
import dev.sage.connector.aws.S3StorePlugin;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.JavaServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Over S3 and DynamoDB, or what stands in for them.
final class WorkersMeetInTheCloudIT extends WorkersMeet {
  private static final Map<String, String> KEYS =
      Map.of("aws.accessKeyId", "llave", "aws.secretAccessKey", "secreto");

  private static JavaServer s3;
  private static JavaServer dynamoDb;
  private static ExecutionStore store;

  @BeforeAll
  static void startTheCloud() throws IOException, InterruptedException {
    KEYS.forEach(System::setProperty);
    s3 =
        JavaServer.start(port ->
            List.of(
                "-jar",
                JavaServer.programs().resolve("s3mock.jar").toString(),
                "--com.adobe.testing.s3mock.httpPort=" + port,
                "--server.port=" + JavaServer.freePort()));
    dynamoDb =
        JavaServer.start(port ->
            List.of(
                "-cp",
                Files.readString(JavaServer.programs().resolve("dynamodb-local.classpath")).strip(),
                "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                "-inMemory",
                "-disableTelemetry",
                "-port",
                Integer.toString(port)));
    makeBucket();
    store =
        new S3StorePlugin()
            .open("s3://obras?region=us-east-1&path_style=true&endpoint=" + endpoint(s3));
    try (DynamoDbLeases leases = leases(System::nanoTime)) {
      leases.createTable();
    }
  }

  @AfterAll
  static void stopTheCloud() {
    store.close();
    s3.close();
    dynamoDb.close();
    KEYS.keySet().forEach(System::clearProperty);
  }

  private static URI endpoint(JavaServer server) {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private static void makeBucket() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest put =
          HttpRequest.newBuilder(endpoint(s3).resolve("/obras"))
              .PUT(BodyPublishers.noBody())
              .build();
      assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private static DynamoDbLeases leases(java.util.function.LongSupplier ticker) {
    AwsAccess access =
        new AwsAccess(
            "us-east-1",
            Optional.of(endpoint(dynamoDb)),
            Optional.of(new AwsAccess.Keys("llave", "secreto")));
    return DynamoDbLeases.open(access, DynamoDbLeases.TABLE, ticker, Clock.systemUTC());
  }

  @Override
  protected WorkerDesk desk(Path folder, String database) {
    return new WorkerDesk(folder, database, store, WorkersMeetInTheCloudIT::leases);
  }
}
