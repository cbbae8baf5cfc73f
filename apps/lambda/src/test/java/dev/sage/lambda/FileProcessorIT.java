package dev.sage.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.storage.StoredFile;
import dev.sage.testing.FreshIds;
import dev.sage.testing.SmallContract;
import dev.sage.testing.lambda.FunctionPackage;
import dev.sage.testing.lambda.Invocation;
import dev.sage.testing.lambda.Invocation.Outcome;
import dev.sage.testing.lambda.LocalLambda;
import dev.sage.testing.lambda.Options;
import dev.sage.worker.Processing;
import dev.sage.worker.Results;
import dev.sage.worker.StopRequests;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome.Ended;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.message.Task;
import dev.sage.worker.message.WorkMessage;
import dev.sage.worker.steps.StepFailures;
import dev.sage.worker.steps.Steps;
import dev.sage.worker.steps.Steps.Due;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The function as it is deployed, under AWS's own runtime interface client, with Amazon's own SDK.
@EnabledIfSystemProperty(named = "sage.function", matches = ".+")
final class FileProcessorIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @AutoClose private static final Cloud CLOUD = new Cloud();

  private final UUID execution = FreshIds.next();
  private final String table = "t" + execution.getLeastSignificantBits();

  @Test
  void anExecutionIsDoneAndTellsWhatCameOfIt() {
    try (LocalLambda lambda = start(1)) {
      launch(lambda, order("1;uno\n2;dos\nx;tres\n"));

      Invocation done = only(lambda);
      assertThat(done.outcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(done.response())
          .contains("\"status\":200", execution.toString(), "\"read\":3", "\"accepted\":2");
      assertThat(files()).contains("result.json", "report.json", "report.html", "log.txt");
      assertThat(CLOUD.text(execution, "report.json")).contains("\"lambda\"");
      Measured measured =
          new Results(CLOUD.store()).find(execution).orElseThrow().measured().orElseThrow();
      assertThat(measured.start()).isPositive();
      assertThat(measured.duration()).isPositive();
      assertThat(measured.peakMemory()).isBetween(1L << 20, measured.memory());
      assertThat(measured.files()).isGreaterThan(5);
      assertThat(landed()).containsExactly("1", "2");
      assertThat(isFree()).isTrue();
      assertThat(lambda.log(done.environment()))
          .contains("\"execution_id\":\"" + execution + "\"")
          .contains("\"trace_id\":")
          .contains("\"request_id\":\"" + done.request() + "\"")
          .contains("CloudWatchMetrics")
          .doesNotContain("tres");
    }
  }

  @Test
  void aContractCanComeWithTheMessage() {
    String contract = contract("warehouse");
    CLOUD.deliver(execution, "1;uno\n");
    String message =
        """
        {"execution_id": "%s", "yaml_config": "%s",
         "input_files": [{"source_execution_id": "%s", "filename": "datos.csv"}]}
        """
            .formatted(execution, contract.replace("\"", "\\\"").replace("\n", "\\n"), execution);
    try (LocalLambda lambda = start(1);
        Launcher launcher = Cloud.launcher(lambda)) {
      launcher.launch(message.getBytes(UTF_8));

      assertThat(only(lambda).response()).contains("\"status\":200");
      assertThat(Sha256.of(CLOUD.text(execution, "contract.yaml").getBytes(UTF_8)))
          .isEqualTo(Sha256.of(contract.getBytes(UTF_8)));
    }
  }

  @Test
  void oneEnvironmentDoesManyAndKeepsNothingOfThem() {
    try (LocalLambda lambda = start(1);
        Launcher launcher = Cloud.launcher(lambda)) {
      for (int i = 0; i < 3; i++) {
        UUID one = FreshIds.next();
        WorkOrder order =
            CLOUD.order(
                one,
                SmallContract.landing("warehouse", "t" + one.getLeastSignificantBits()),
                "1;a\n");
        launcher.launch(MessageJson.write(WorkMessage.of(order)));
      }
      assertThat(lambda.awaitQuiet(LONG)).isTrue();
      assertThat(lambda.environments()).isEqualTo(1);
      assertThat(lambda.invocations())
          .extracting(Invocation::outcome)
          .containsOnly(Outcome.SUCCESS);
      told(lambda.invocations());
    }
  }

  /// For people; nothing is asserted of times.
  private static void told(List<Invocation> invocations) {
    invocations.forEach(i ->
        System.out.printf(
            "%s start: %d ms to the first event, %d ms for it, %d MB%n",
            i.cold() ? "A cold" : "No",
            i.init().toMillis(),
            i.duration().toMillis(),
            i.peakMemory() >> 20));
  }

  @Test
  void aLargeExecutionIsDoneInSteps() {
    String rows = IntStream.range(0, 200).mapToObj(i -> i + ";n" + i + "\n").collect(joining());
    WorkOrder order = order(rows);
    try (LocalLambda lambda = start(2)) {
      launch(lambda, order, new Task.Split(500));
      assertThat(only(lambda).response()).contains("\"status\":200").doesNotContain("result");
      assertThat(Steps.due(CLOUD.store(), execution))
          .isInstanceOfSatisfying(
              Due.Stage.class,
              due -> {
                assertThat(due.of()).isGreaterThan(2);
                due.parts().forEach(part -> launch(lambda, order, new Task.Stage(part)));
              });
      assertThat(lambda.awaitQuiet(LONG)).isTrue();
      assertThat(Steps.due(CLOUD.store(), execution)).isEqualTo(new Due.Finish());
      launch(lambda, order, new Task.Finish());
      assertThat(lambda.awaitQuiet(LONG)).isTrue();

      assertThat(lambda.invocations())
          .extracting(Invocation::outcome)
          .containsOnly(Outcome.SUCCESS);
      assertThat(lambda.invocations().getLast().response())
          .contains("\"status\":200", "\"accepted\":200");
      assertThat(landed()).hasSize(200);
    }
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotDoneAndNotTriedAgain() {
    WorkOrder order = order("1;uno\n");
    new StopRequests(CLOUD.store()).ask(execution, 1);
    try (LocalLambda lambda = start(1)) {
      launch(lambda, order);

      assertThat(only(lambda).response()).contains("\"status\":410", execution.toString());
      assertThat(files()).doesNotContain("result.json");
      assertThat(lambda.deadLetters()).isEmpty();
      assertThat(landed()).isEmpty();
    }
  }

  @Test
  void aDuplicateIsRefusedWhileTheFirstIsAtWork() {
    WorkOrder order = order("1;uno\n");
    Gate.Hold hold = CLOUD.gate().holdAt("/input/datos.csv");
    try (LocalLambda lambda = start(2)) {
      lambda.duplicateNext(1);
      launch(lambda, order);
      hold.awaitArrival();
      assertThat(lambda.awaitInvocations(all -> all.size() == 1, LONG)).isTrue();

      assertThat(lambda.invocations().getFirst().outcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(lambda.invocations().getFirst().response())
          .contains("\"status\":409", "already in progress");
      hold.open();
      assertThat(lambda.awaitQuiet(LONG)).isTrue();
      assertThat(lambda.invocations().getLast().response()).contains("\"status\":200");
      assertThat(landed()).containsExactly("1");
    }
  }

  @Test
  void aDuplicateAfterwardsHearsHowItEnded() {
    WorkOrder order = order("1;uno\n");
    try (LocalLambda lambda = start(1)) {
      launch(lambda, order);
      launch(lambda, order);
      assertThat(lambda.awaitQuiet(LONG)).isTrue();

      assertThat(lambda.invocations())
          .hasSize(2)
          .allSatisfy(i -> assertThat(i.response()).contains("\"status\":200", "\"token\":1"));
      assertThat(landed()).containsExactly("1");
    }
  }

  @Test
  void aFailureIsThrownTriedAgainAndLeftAsADeadLetter() {
    WorkOrder order = CLOUD.order(execution, contract("lost"), "1;uno\n");
    try (LocalLambda lambda = start(1);
        Launcher launcher = Cloud.launcher(lambda)) {
      byte[] message = MessageJson.write(WorkMessage.of(order));
      lambda.throttleNext(2);
      assertThat(launcher.launch(message)).isInstanceOf(Launch.Taken.class);
      assertThat(lambda.awaitQuiet(LONG)).isTrue();

      assertThat(lambda.invocations())
          .hasSize(3)
          .allSatisfy(i -> assertThat(i.outcome()).isEqualTo(Outcome.ERROR));
      assertThat(files()).contains("error.log", "failure.json").doesNotContain("result.json");
      assertThat(new Results(CLOUD.store()).failure(execution).orElseThrow().code())
          .isEqualTo(ErrorCode.DESTINATION_UNREACHABLE);
      List<DeadLetter> letters = launcher.deadLetters(10);
      assertThat(letters).hasSize(1);
      assertThat(letters.getFirst().message()).isEqualTo(message);
      assertThat(letters.getFirst().error()).contains("DESTINATION_UNREACHABLE");
      assertThat(launcher.deadLetters(10)).isEmpty();
      launcher.forget(letters.getFirst());
      assertThat(lambda.deadLetters()).isEmpty();
      assertThat(isFree()).isTrue();
    }
  }

  @Test
  void aMessageThatCannotBeReadIsADeadLetter() {
    try (LocalLambda lambda = start(1);
        Launcher launcher = Cloud.launcher(lambda)) {
      launcher.launch("{\"execution_id\": \"x\"}".getBytes(UTF_8));
      assertThat(lambda.awaitQuiet(LONG)).isTrue();

      assertThat(launcher.deadLetters(1).getFirst().error()).contains("USAGE");
    }
  }

  @Test
  void whoseTimeIsNotEnoughStopsBeforeAndSaysSo() {
    WorkOrder order = order("1;uno\n");
    Gate.Hold hold = CLOUD.gate().holdAt("/input/datos.csv");
    FunctionPackage hasty =
        CLOUD.function().withTimeout(Duration.ofSeconds(40)).with("SAGE_TIME_RESERVE", "38s");
    try (LocalLambda lambda = LocalLambda.start(hasty, Options.of(1))) {
      launch(lambda, order);
      hold.awaitArrival();
      assertThat(lambda.awaitLog(1, "The time is nearly over", LONG)).isTrue();
      hold.open();

      Invocation stopped = only(lambda);
      assertThat(stopped.outcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(stopped.response()).contains("\"status\":504", "FUNCTION_TIME");
      assertThat(files()).contains("error.log", "failure.json").doesNotContain("result.json");
      assertThat(new Results(CLOUD.store()).failure(execution).orElseThrow().code())
          .isEqualTo(ErrorCode.FUNCTION_TIME);
      assertThat(lambda.deadLetters()).isEmpty();
      assertThat(isFree()).isTrue();
      assertThat(landed()).isEmpty();
    }
  }

  @Test
  void whoWasToldHowLongItMayWorkStopsThen() {
    WorkOrder order = order("1;uno\n");
    Gate.Hold hold = CLOUD.gate().holdAt("/input/datos.csv");
    try (LocalLambda lambda = start(1);
        Launcher launcher = Cloud.launcher(lambda)) {
      WorkMessage message =
          WorkMessage.of(order, new Task.Whole(), Optional.of(Duration.ofSeconds(2)));
      assertThat(launcher.launch(MessageJson.write(message))).isInstanceOf(Launch.Taken.class);
      hold.awaitArrival();
      assertThat(lambda.awaitLog(1, "The time is nearly over", LONG)).isTrue();
      hold.open();

      assertThat(only(lambda).response()).contains("\"status\":504", "FUNCTION_TIME");
      assertThat(landed()).isEmpty();
    }
  }

  @Test
  void whatAKilledEnvironmentLeftTheRetryFinishes() {
    WorkOrder order = order("1;uno\n2;dos\n");
    Gate.Hold hold = CLOUD.gate().holdAt("/input/datos.csv");
    try (LocalLambda lambda = start(1)) {
      launch(lambda, order);
      hold.awaitArrival();
      lambda.killEnvironment(lambda.busy().getFirst());
      hold.open();
      assertThat(lambda.awaitQuiet(LONG)).isTrue();

      assertThat(lambda.invocations())
          .extracting(Invocation::outcome)
          .containsExactly(Outcome.CRASH, Outcome.SUCCESS);
      assertThat(lambda.invocations().getLast().response())
          .contains("\"status\":200", "\"token\":2");
      assertThat(landed()).containsExactly("1", "2");
    }
  }

  @Test
  void whoStoodStillForTooLongChangesNothingAnyMore() {
    WorkOrder order = order("1;uno\n2;dos\n");
    Gate.Hold hold = CLOUD.gate().holdAt("/report.json");
    try (LocalLambda lambda = start(2)) {
      int zombie = overtaken(lambda, order, hold);
      List<StoredFile> before = CLOUD.store().list(execution, Optional.empty(), 1_000);
      lambda.resumeEnvironment(zombie);
      hold.open();
      assertThatItCameTooLate(lambda, zombie);
      Ended ended = new Results(CLOUD.store()).find(execution).orElseThrow();
      assertThat(ended.token()).isEqualTo(2);
      assertThat(CLOUD.store().list(execution, Optional.empty(), 1_000))
          .extracting(StoredFile::name)
          .containsExactlyElementsOf(before.stream().map(StoredFile::name).toList());
      assertThat(landed()).containsExactly("1", "2");
    }
  }

  @Test
  void whoStoodStillBeforeTheDestinationLandsNothingAnyMore() {
    WorkOrder order = order("1;uno\n2;dos\n");
    Gate.Hold hold = CLOUD.warehouseGate().holdAt("(execution, materialization, token, rows");
    try (LocalLambda lambda = start(2)) {
      int zombie = overtaken(lambda, order, hold);
      assertThat(lambda.invocations().getFirst().response()).contains("\"token\":2");
      hold.open(); // what it had sent reaches the destination now
      lambda.resumeEnvironment(zombie);
      assertThatItCameTooLate(lambda, zombie);
      assertThat(landed()).containsExactly("1", "2");
      assertThat(
              query("SELECT token FROM sage_commits WHERE execution = '%s'".formatted(execution)))
          .as("the ledger of the destination")
          .containsExactly("2");
    }
  }

  /// Stands still where it is held up, until another one has done the execution.
  ///
  /// @return its environment
  private static int overtaken(LocalLambda lambda, WorkOrder order, Gate.Hold hold) {
    launch(lambda, order);
    hold.awaitArrival();
    int zombie = lambda.busy().getFirst();
    lambda.pauseEnvironment(zombie);
    launch(lambda, order);
    assertThat(lambda.awaitInvocations(all -> all.size() == 1, LONG)).isTrue();
    return zombie;
  }

  private static void assertThatItCameTooLate(LocalLambda lambda, int zombie) {
    assertThat(lambda.awaitInvocations(all -> all.size() >= 2, LONG)).isTrue();

    Invocation late = lambda.invocations().get(1);
    assertThat(late.environment()).isEqualTo(zombie);
    assertThat(late.outcome()).isEqualTo(Outcome.ERROR);
    assertThat(late.response()).containsAnyOf("FENCED", "LEASE_LOST");
    assertThat(lambda.awaitQuiet(LONG)).isTrue();
  }

  @Test
  void aStepThatFailsSaysSoInTheStore() {
    try (LocalLambda lambda = start(1)) {
      launch(lambda, order("1;uno\n"), new Task.Stage(0)); // nothing was split
      assertThat(lambda.awaitInvocations(all -> !all.isEmpty(), LONG)).isTrue();

      assertThat(lambda.invocations().getFirst().outcome()).isEqualTo(Outcome.ERROR);
      assertThat(new StepFailures(CLOUD.store()).find(execution, 1).orElseThrow().code())
          .isEqualTo(ErrorCode.PARTS_MISSING);
      assertThat(lambda.awaitQuiet(LONG)).isTrue();
    }
  }

  @Test
  void whatWasStoppedBeforeTheLeaseWasTakenIsNotBegun() {
    StopRequests requests = new StopRequests(CLOUD.store());
    List<UUID> begun = new ArrayList<>();
    Processing processing = requests.respectedBy((job, _, _) -> begun.add(job.order().execution()));
    Path nowhere = Path.of("nowhere");
    Processing.Job job = new Processing.Job(order("1;uno\n"), new byte[0], nowhere, nowhere, 1);
    processing.process(job, Progress.SILENT, new Cancellation());
    requests.ask(execution, 1);

    SageException failure =
        catchThrowableOfType(
            SageException.class,
            () -> processing.process(job, Progress.SILENT, new Cancellation()));

    assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(begun).containsExactly(execution);
  }

  @Test
  void wrongSettingsAreSaidAtTheStart() {
    FunctionPackage wrong = CLOUD.function().with("SAGE_S3_BUKET", "x");
    try (LocalLambda lambda =
        LocalLambda.start(wrong, Options.of(1).withRetryDelay(Duration.ZERO))) {
      launch(lambda, order("1;uno\n"));
      assertThat(lambda.awaitQuiet(LONG)).isTrue();

      assertThat(lambda.invocations()).extracting(Invocation::outcome).containsOnly(Outcome.CRASH);
      assertThat(lambda.log(1)).contains("Did you mean SAGE_S3_BUCKET?");
    }
  }

  private static LocalLambda start(int concurrency) {
    return LocalLambda.start(
        CLOUD.function(), Options.of(concurrency).withRetryDelay(Duration.ofMillis(100)));
  }

  private WorkOrder order(String rows) {
    return CLOUD.order(execution, contract("warehouse"), rows);
  }

  private String contract(String destination) {
    return SmallContract.landing(destination, table);
  }

  private static void launch(LocalLambda lambda, WorkOrder order) {
    launch(lambda, order, new Task.Whole());
  }

  private static void launch(LocalLambda lambda, WorkOrder order, Task task) {
    try (Launcher launcher = Cloud.launcher(lambda)) {
      assertThat(launcher.launch(MessageJson.write(WorkMessage.of(order, task))))
          .isInstanceOf(Launch.Taken.class);
    }
  }

  private static Invocation only(LocalLambda lambda) {
    assertThat(lambda.awaitQuiet(LONG)).isTrue();
    assertThat(lambda.invocations()).as(() -> lambda.log(1)).hasSize(1);
    return lambda.invocations().getFirst();
  }

  private List<String> files() {
    return CLOUD.store().list(execution, Optional.empty(), 1_000).stream()
        .map(StoredFile::name)
        .toList();
  }

  private boolean isFree() {
    Optional<Lease> lease = CLOUD.leases().acquire(execution, "test", Duration.ofSeconds(1), 1);
    lease.ifPresent(Lease::release);
    return lease.isPresent();
  }

  /// The codes in the table; none where there is no table.
  private List<String> landed() {
    return query("SELECT coalesce(to_regclass('%s')::text, '')".formatted(table)).contains("")
        ? List.of()
        : query("SELECT codigo FROM %s ORDER BY 1".formatted(table));
  }

  private static List<String> query(String sql) {
    URI uri = URI.create(CLOUD.warehouse());
    String[] user = uri.getUserInfo().split(":", 2);
    String url = "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath());
    try (Connection connection = DriverManager.getConnection(url, user[0], user[1]);
        Statement statement = connection.createStatement()) {
      return column(statement, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
