package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Templates.LARGE;
import static dev.sage.deploy.aws.Templates.USUAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sage.connector.aws.AwsAccess;
import dev.sage.connector.aws.DynamoDbLeases;
import dev.sage.connector.aws.DynamoDbLeasesPlugin;
import dev.sage.connector.aws.LambdaLauncherPlugin;
import dev.sage.connector.aws.S3StorePlugin;
import dev.sage.connector.postgresql.Warehouse;
import dev.sage.lambda.Invoked;
import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.FreshIds;
import dev.sage.testing.aws.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the roles may is what the code does: the calls of the real clients are recorded, and each
/// policy holds exactly the rights that they need.
final class PoliciesIT {
  private static final String BUCKET = "ejecuciones";
  private static final Map<String, String> KEYS =
      Map.of("aws.accessKeyId", "llave", "aws.secretAccessKey", "secreto");

  /// Lambda itself, as the function's role, writes logs and dead letters; an agent beside the
  /// server writes what the server publishes. Their calls are not ours to record.
  private static final Set<String> OF_OTHERS =
      Set.of("logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage");

  @AutoClose private static final Emulator S3 = Emulator.s3().withBucket(BUCKET);
  @AutoClose private static final Emulator DYNAMO = Emulator.dynamoDb();
  private static HttpServer others;
  private static Warehouse warehouse;

  @TempDir private static Path database;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    KEYS.forEach(System::setProperty);
    warehouse = Warehouse.open(database);
    others = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    others.createContext(
        "/",
        exchange -> {
          String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
          exchange.getRequestBody().readAllBytes();
          byte[] answer = answer(target).getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(
              target.equals("null") ? 202 : 200, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    others.start();
    AwsAccess access =
        new AwsAccess(
            "us-east-1",
            Optional.of(DYNAMO.endpoint()),
            Optional.of(new AwsAccess.Keys("llave", "secreto")));
    try (DynamoDbLeases leases =
        DynamoDbLeases.open(access, DynamoDbLeases.TABLE, System::nanoTime, Clock.systemUTC())) {
      leases.createTable();
    }
  }

  private static String answer(String target) {
    return switch (target) {
      case "AmazonSQS.ReceiveMessage" ->
          "{\"Messages\":[{\"MessageId\":\"1\",\"ReceiptHandle\":\"asa\",\"MD5OfBody\":\"99914b932bd37a50b983c5e7c90ae93b\",\"Body\":\"{}\"}]}";
      case "secretsmanager.GetSecretValue" ->
          "{\"Name\":\"x\",\"SecretString\":\"{\\\"warehouse\\\":\\\""
              + warehouse.url()
              + "\\\"}\"}";
      case "null" -> "";
      default -> "{}";
    };
  }

  @AfterAll
  static void stop() {
    others.stop(0);
    warehouse.close();
    KEYS.keySet().forEach(System::clearProperty);
  }

  @BeforeEach
  void forget() {
    Recorder.take();
  }

  private static String endpoint() {
    return "http://127.0.0.1:" + others.getAddress().getPort();
  }

  private static ExecutionStore store() {
    return new S3StorePlugin()
        .open(
            "s3://%s/executions/?region=us-east-1&path_style=true&part=5MiB&endpoint=%s"
                .formatted(BUCKET, S3.endpoint()));
  }

  /// Everything that a store can be asked for.
  private Set<String> callsOfAStore() throws IOException {
    UUID execution = FreshIds.next();
    Path small = Files.writeString(folder.resolve("small"), "uno");
    Path large = Files.write(folder.resolve("large"), new byte[11 << 20]);
    try (ExecutionStore store = store();
        ExecutionStore another = store()) {
      store.put(execution, 1, "a", small);
      store.putAll(execution, 1, Map.of("b", small, "c", large));
      store.putIfAbsent(execution, 1, "d", new byte[] {1});
      // Somebody else is faster: the parts that were sent are given up.
      Recorder.before("S3:CompleteMultipartUpload", () -> another.add(execution, "e", small));
      store.add(execution, "e", large);
      read(store.read(execution, "a"));
      read(store.read(execution, "a", 1, 1));
      store.fetch(execution, "c", folder.resolve("fetched"));
      store.list(execution, Optional.empty(), 10);
      store.executions(Optional.empty(), 10);
      store.download(execution, "a", Duration.ofMinutes(1));
      store.delete(execution, "a");
      store.deleteAll(execution);
    }
    return Recorder.take();
  }

  private static void read(InputStream in) throws IOException {
    try (in) {
      in.readAllBytes();
    }
  }

  private static Set<String> callsOfLeases() {
    String url = "dynamodb://sage_execution_locks?region=us-east-1&endpoint=" + DYNAMO.endpoint();
    Leases leases = new DynamoDbLeasesPlugin().open(url);
    Lease lease = leases.acquire(FreshIds.next(), "uno", Duration.ofSeconds(30), 1).orElseThrow();
    assertThat(lease.renew()).isTrue();
    lease.release();
    return Recorder.take();
  }

  private static Set<String> callsOfALauncher() {
    String url =
        "lambda://sage-file-processor:live?region=us-east-1&endpoint=%s&dead_letters=%s/cola&sqs_endpoint=%s"
            .formatted(endpoint(), endpoint(), endpoint());
    try (Launcher launcher = new LambdaLauncherPlugin().open(url)) {
      launcher.launch("{}".getBytes(UTF_8));
      List<DeadLetter> letters = launcher.deadLetters(1);
      launcher.forget(letters.getFirst());
    }
    return Recorder.take();
  }

  private Set<String> callsOfAFunction() {
    List<String> answers =
        Invoked.everything(
            Map.ofEntries(
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("SAGE_S3_BUCKET", BUCKET),
                Map.entry("SAGE_S3_ENDPOINT", S3.endpoint().toString()),
                Map.entry("SAGE_S3_PATH_STYLE", "true"),
                Map.entry("SAGE_S3_PART", "5MiB"),
                Map.entry("SAGE_DYNAMODB_ENDPOINT", DYNAMO.endpoint().toString()),
                Map.entry(
                    "SAGE_SECRET_DESTINATIONS",
                    "secretsmanager://x?region=us-east-1&endpoint=" + endpoint()),
                Map.entry("SAGE_DESTINATIONS_WAREHOUSE", "${secret:destinations.warehouse}"),
                Map.entry("SAGE_SCRATCH", folder.resolve("scratch").toString())),
            folder);
    assertThat(answers)
        .hasSizeGreaterThan(4)
        .allSatisfy(answer -> assertThat(answer).contains("\"status\":200"));
    return Recorder.take();
  }

  private static Set<String> all(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  /// Of a role's policy, without what others than our code need it for.
  private static Set<String> allowed(Template template, String role) {
    Set<String> actions = new TreeSet<>();
    template.statementsOf(role).stream()
        .filter(Template.Statement::allows)
        .forEach(statement -> actions.addAll(statement.actions()));
    assertThat(actions).as("the policy of " + role).isNotEmpty();
    actions.removeAll(OF_OTHERS);
    return actions;
  }

  @Test
  void theFunctionMayWhatItsCodeCallsAndNothingElse() throws IOException {
    Set<String> function = callsOfAFunction();
    // What a function calls only when something fails, it calls by the same store.
    Set<String> calls = all(function, callsOfAStore());

    assertThat(function).contains("S3:CompleteMultipartUpload");
    assertThat(allowed(Templates.of(LARGE), "FunctionRole")).isEqualTo(Actions.of(calls));
    assertThat(allowed(Templates.of(LARGE), "CriticalRole")).isEqualTo(Actions.of(calls));
    assertThat(allowed(Templates.secondOf(LARGE), "FunctionRole")).isEqualTo(Actions.of(calls));
  }

  @Test
  void withoutSecretsThereIsNoRightToReadThem() {
    assertThat(allowed(Templates.of(USUAL), "FunctionRole"))
        .noneMatch(action -> action.startsWith("secretsmanager"));
  }

  @Test
  void theServerMayWhatItsCodeCallsAndNothingElse() throws IOException {
    Set<String> calls = all(all(callsOfAStore(), callsOfLeases()), callsOfALauncher());

    assertThat(allowed(Templates.of(USUAL), "Daemon")).isEqualTo(Actions.of(calls));
    assertThat(allowed(Templates.secondOf(LARGE), "Daemon")).isEqualTo(Actions.of(calls));
  }

  /// The two rights that are no call of ours: a key of the customer's encrypts and decrypts by the
  /// service.
  @Test
  void aKeyThatIsGivenMayBeUsedByBoth() {
    for (String role : List.of("FunctionRole", "Daemon")) {
      assertThat(Templates.of(Templates.GIVEN).statementsOf(role))
          .filteredOn(statement -> statement.sid().equals("Key"))
          .singleElement()
          .satisfies(statement ->
              assertThat(statement.actions())
                  .containsExactly("kms:Decrypt", "kms:GenerateDataKey"));
    }
  }

  @Test
  void theCodeOfAFunctionCannotTouchNetworkInterfaces() {
    assertThat(Templates.of(LARGE).statementsOf("FunctionRole"))
        .filteredOn(statement -> statement.sid().equals("NoInterfacesForCode"))
        .singleElement()
        .satisfies(statement -> {
          assertThat(statement.allows()).isFalse();
          assertThat(statement.json().path("Condition").toString())
              .contains("lambda:SourceFunctionArn");
        });
  }

  @Test
  void filesAreThoseBelowThePrefixOfThisBucket() {
    assertThat(Templates.of(USUAL).statementsOf("FunctionRole"))
        .filteredOn(statement -> statement.sid().equals("Files"))
        .singleElement()
        .satisfies(statement ->
            assertThat(statement.json().path("Resource").toString())
                .contains("usual-executions-")
                .contains("/executions/*"));
  }
}
