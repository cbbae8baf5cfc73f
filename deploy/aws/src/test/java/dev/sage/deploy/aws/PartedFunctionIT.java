package dev.sage.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.aws.AwsAccess;
import dev.sage.connector.aws.DynamoDbLeases;
import dev.sage.connector.aws.LambdaLauncherPlugin;
import dev.sage.connector.aws.S3StorePlugin;
import dev.sage.connector.postgresql.Warehouse;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.FreshIds;
import dev.sage.testing.SmallContract;
import dev.sage.testing.aws.Emulator;
import dev.sage.testing.lambda.Invocation;
import dev.sage.testing.lambda.LocalLambda;
import dev.sage.testing.lambda.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The function as the build left it, parted as it is deployed, does an execution: nothing was lost
/// between its code and its layer. Needs the package, which `mvn package` makes.
@EnabledIf("isBuilt")
final class PartedFunctionIT {
  private static final Path BUILT =
      Path.of(System.getProperty("sage.root", "../.."), "apps/lambda/target/function");
  private static final String CONTRACT = SmallContract.landing("warehouse", "parted");
  private static final String BUCKET = "partidas";
  private static final Map<String, String> KEYS =
      Map.of("aws.accessKeyId", "llave", "aws.secretAccessKey", "secreto");

  @TempDir private Path folder;

  static boolean isBuilt() {
    return Files.exists(BUILT.resolve("java.options"));
  }

  /// Lambda unpacks layers into `/opt`; here the layer stays where it is.
  private Path unpacked() throws IOException {
    FunctionPackage parted =
        FunctionPackage.part(BUILT, folder.resolve("parted"), false, Optional.empty());
    Path options = parted.code().resolve("java.options");
    String moved =
        Files.readString(options)
            .replace(FunctionPackage.LIBRARIES, parted.layer().resolve("sage") + "/");
    Files.writeString(options, moved);
    return parted.code();
  }

  @Test
  void itDoesAnExecution() throws IOException {
    KEYS.forEach(System::setProperty);
    try (Emulator s3 = Emulator.s3().withBucket(BUCKET);
        Emulator dynamo = Emulator.dynamoDb();
        Warehouse warehouse = Warehouse.open(folder.resolve("warehouse"));
        LocalLambda lambda =
            LocalLambda.start(
                dev.sage.testing.lambda.FunctionPackage.of(unpacked())
                    .with("SAGE_S3_BUCKET", BUCKET)
                    .with("SAGE_S3_ENDPOINT", s3.endpoint().toString())
                    .with("SAGE_S3_PATH_STYLE", "true")
                    .with("SAGE_DYNAMODB_ENDPOINT", dynamo.endpoint().toString())
                    .with("SAGE_DESTINATIONS_WAREHOUSE", warehouse.url()),
                Options.of(1))) {
      locks(dynamo);
      launch(lambda, message(s3));

      assertThat(lambda.awaitQuiet(Duration.ofMinutes(2))).isTrue();
      assertThat(lambda.invocations())
          .as(() -> lambda.log(1))
          .extracting(Invocation::response)
          .singleElement()
          .asString()
          .contains("\"status\":200", "\"accepted\":2");
    } finally {
      KEYS.keySet().forEach(System::clearProperty);
    }
  }

  private static void locks(Emulator dynamo) {
    AwsAccess access =
        new AwsAccess(
            "us-east-1",
            Optional.of(dynamo.endpoint()),
            Optional.of(new AwsAccess.Keys("llave", "secreto")));
    try (DynamoDbLeases leases =
        DynamoDbLeases.open(access, DynamoDbLeases.TABLE, System::nanoTime, Clock.systemUTC())) {
      leases.createTable();
    }
  }

  /// The contract comes along with it, the delivery lies in the bucket.
  private String message(Emulator s3) throws IOException {
    UUID execution = FreshIds.next();
    Path rows =
        Files.writeString(folder.resolve("datos.csv"), "codigo;nombre\n1;uno\n2;dos\nx;tres\n");
    String url =
        "s3://%s/executions/?region=us-east-1&path_style=true&endpoint=%s"
            .formatted(BUCKET, s3.endpoint());
    try (ExecutionStore store = new S3StorePlugin().open(url)) {
      store.put(execution, 0, "input/datos.csv", rows);
    }
    return """
    {"execution_id": "%s", "yaml_config": "%s",
     "input_files": [{"source_execution_id": "%s", "filename": "datos.csv"}]}
    """
        .formatted(execution, CONTRACT.replace("\"", "\\\"").replace("\n", "\\n"), execution);
  }

  private static void launch(LocalLambda lambda, String message) {
    try (Launcher launcher = new LambdaLauncherPlugin().open(lambda.launcherUrl())) {
      launcher.launch(message.getBytes(StandardCharsets.UTF_8));
    }
  }
}
