package dev.sage.metadata.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.metadata.TestDatabase;
import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.daemon.Daemons;
import dev.sage.metadata.database.Page;
import dev.sage.metadata.execution.ExecutionStatistics.Day;
import dev.sage.metadata.inbox.Deliveries;
import dev.sage.metadata.inbox.Deliveries.DeliveryView;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ExecutionAdministrationIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  private ExecutionAdministration executions;
  private ExecutionStatistics statistics;
  private PostgresqlExecutionQueue queue;
  private QueuedRows rows;

  @BeforeEach
  void prepare() {
    executions = new ExecutionAdministration(database.get());
    statistics = new ExecutionStatistics(database.get());
    queue = new PostgresqlExecutionQueue(database.get());
    rows = new QueuedRows(database);
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void whatWaitsIsCancelledAtOnce() {
    UUID id = rows.waiting();

    assertThat(executions.stop(id, "ana")).isEqualTo(ExecutionState.CANCELLED);

    assertThat(rows.state(id)).isEqualTo("cancelada");
    assertThat(actions(id)).containsExactly("ana cancelar");
    refused(() -> executions.stop(id, "ana"), "has ended");
  }

  @Test
  void whatRunsIsAskedToStop() {
    UUID id = running();

    assertThat(executions.stop(id, "ana")).isEqualTo(ExecutionState.RUNNING);

    assertThat(queue.toStop("d")).containsExactly(id);
    assertThat(find(id).execution().stopRequested()).isTrue();
    assertThat(actions(id)).containsExactly("ana detener");
  }

  @Test
  void whatFailedIsTriedAgainAndNothingElse() {
    UUID id = running();
    refused(() -> executions.retry(id, "ana"), "failed or was cancelled");
    queue.apply(id, 1, new Transition.Fail(new Failure(ErrorCode.MEMORY, "No memory.")));
    assertThat(find(id).execution().error())
        .contains(new ExecutionView.LastError(4002, "No memory."));

    executions.retry(id, "ana");

    assertThat(rows.state(id)).isEqualTo("pendiente");
    assertThat(find(id).execution().error()).isEmpty();
    assertThat(actions(id)).containsExactly("ana reintentar");
  }

  @Test
  void whatHasEndedIsDoneAgainAsAnotherExecutionOfItsDelivery() {
    UUID id = running();
    NewExecution again = again(id);
    refused(() -> executions.replay(again, "ana"), "has not ended");
    queue.apply(id, 1, end(0));

    executions.replay(again, "ana");

    Execution claimed = queue.claim("d", 1).getFirst();
    assertThat(claimed.id()).isEqualTo(again.id());
    assertThat(claimed.delivery()).isEqualTo(id);
    assertThat(claimed.order()).isEqualTo(again.order());
    assertThat(find(again.id()).execution().replays()).contains(id);
    assertThat(find(id).replayedBy()).containsExactly(again.id());
    assertThat(actions(id)).containsExactly("ana repetir");
  }

  @Test
  void aPriorityChangesThePlaceInTheQueue() {
    rows.waiting();
    UUID second = rows.waiting();

    executions.prioritize(second, 9, "ana");

    assertThat(queue.claim("d", 1).getFirst().id()).isEqualTo(second);
    refused(() -> executions.prioritize(second, 1, "ana"), "Only what waits");
    assertThat(actions(second)).containsExactly("ana priorizar");
  }

  @Test
  void whatIsNotThereIsTold() {
    UUID nobody = UUID.randomUUID();

    assertThat(executions.find(nobody)).isEmpty();
    assertThatThrownBy(() -> executions.stop(nobody, "ana"))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void anOutcomeIsShown() {
    UUID id = running();
    queue.apply(id, 1, end(3));

    ExecutionView.Detail detail = find(id);

    assertThat(detail.execution().state()).isEqualTo(ExecutionState.PARTIAL);
    assertThat(detail.execution().counts())
        .contains(new ExecutionView.Counts(10, 7, 3, 1, 3, 2, 4, "Parcial"));
    assertThat(detail.execution().landed())
        .containsExactly(new WorkOutcome.Landed("dw", 7, "LOADED"));
    assertThat(detail.exit()).hasValue(1);
    assertThat(detail.execution().ended()).isPresent();
    assertThat(detail.execution().filename()).isEqualTo(id + ".csv");
  }

  @Test
  void listsGoOnWhereThePageEndedThoughMoreArrives() {
    List<UUID> ids = new ArrayList<>(IntStream.range(0, 7).mapToObj(_ -> rows.waiting()).toList());
    List<UUID> seen = new ArrayList<>();
    Page<ExecutionView> page = executions.list(ExecutionFilter.ALL, OptionalLong.empty(), 3);
    for (; page.next().isPresent(); page = executions.list(ExecutionFilter.ALL, page.next(), 3)) {
      page.items().forEach(one -> seen.add(one.id()));
      rows.waiting();
    }
    page.items().forEach(one -> seen.add(one.id()));

    assertThat(seen).isEqualTo(ids.reversed());
  }

  @Test
  void listsAreNarrowed() {
    UUID first = running();
    UUID second = rows.waiting();

    assertThat(list(filter(Set.of(ExecutionState.PENDING), Optional.empty(), Optional.empty())))
        .containsExactly(second);
    assertThat(list(filter(Set.of(), Optional.of(LONG_AGO), Optional.empty())))
        .containsExactly(second, first);
    assertThat(list(filter(Set.of(), Optional.of(FAR), Optional.empty()))).isEmpty();
    assertThat(
            list(
                filter(
                    Set.of(),
                    Optional.empty(),
                    Optional.of(first.toString().toUpperCase(Locale.ROOT)))))
        .containsExactly(first);
    assertThat(list(filter(Set.of(), Optional.empty(), Optional.of("%")))).isEmpty();
    assertThat(list(filter(Set.of(), Optional.empty(), Optional.of("_")))).isEmpty();
  }

  @Test
  void statesAreCounted() {
    rows.waiting();
    running();

    assertThat(statistics.states())
        .hasSize(ExecutionState.values().length)
        .containsEntry(ExecutionState.FAILED, 0L)
        .satisfies(counts ->
            assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2));
  }

  @Test
  void daysAreThoseOfTheZone() {
    queue.apply(running(), 1, end(3));
    rows.waiting();
    database.run("UPDATE ejecuciones_yaml SET creada_en = '2026-03-01T02:00:00Z'");
    LocalDate march = LocalDate.of(2026, 3, 1);

    List<Day> bogota =
        statistics.perDay(march.minusDays(1), march, ZoneId.of("America/Bogota"), Optional.empty());

    assertThat(bogota)
        .singleElement()
        .satisfies(day -> {
          assertThat(day.date()).isEqualTo(LocalDate.of(2026, 2, 28));
          assertThat(day.states())
              .containsOnly(
                  Map.entry(ExecutionState.PARTIAL, 1L), Map.entry(ExecutionState.PENDING, 1L));
          assertThat(day.read()).isEqualTo(10);
          assertThat(day.rejected()).isEqualTo(3);
        });
    assertThat(statistics.perDay(march, march.plusDays(1), ZoneOffset.UTC, Optional.empty()))
        .hasSize(1);
    assertThat(
            statistics.perDay(
                march, march.plusDays(1), ZoneOffset.UTC, Optional.of(UUID.randomUUID())))
        .isEmpty();
  }

  @Test
  void latencyIsFromArrivalToEnd() {
    assertThat(statistics.latency(LONG_AGO, FAR, Optional.empty()).longest()).isZero();
    for (int seconds = 1; seconds <= 3; seconds++) {
      UUID id = running();
      queue.apply(id, 1, end(0));
      database.run(
          "UPDATE ejecuciones_yaml SET recibida_en = terminada_en - interval '%d s' WHERE id = '%s'"
              .formatted(seconds * 10, id));
    }

    ExecutionStatistics.Latency latency = statistics.latency(LONG_AGO, FAR, Optional.empty());

    assertThat(latency.count()).isEqualTo(3);
    assertThat(latency.p50()).isEqualTo(Duration.ofSeconds(20));
    assertThat(latency.longest()).isEqualTo(Duration.ofSeconds(30));
    ExecutionStatistics.Throughput throughput =
        statistics.throughput(LONG_AGO, FAR, Optional.empty());
    assertThat(throughput.executions()).isEqualTo(3);
    assertThat(throughput.read()).isEqualTo(30);
  }

  @Test
  void deliveriesAreShown() {
    UUID id = rows.waiting();
    Deliveries deliveries = new Deliveries(database.get());

    Page<DeliveryView> page = deliveries.list(Deliveries.Filter.ALL, OptionalLong.empty(), 10);

    assertThat(page.items())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.id()).isEqualTo(id);
          assertThat(one.state()).isEqualTo("aceptada");
          assertThat(one.version()).hasValue(1);
          assertThat(one.execution()).contains(id);
        });
    assertThat(deliveries.find(id)).contains(page.items().getFirst());
    assertThat(deliveries.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void daemonsAreShownWithWhatTheyHave() {
    Daemons daemons = new Daemons(database.get());
    daemons.started("d", "máquina", "0.1.0", 3);
    running();
    daemons.seen("d");

    assertThat(daemons.list())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.id()).isEqualTo("d");
          assertThat(one.running()).isEqualTo(1);
          assertThat(one.seen()).isAfterOrEqualTo(one.started());
        });
  }

  private UUID running() {
    rows.waiting();
    return queue.claim("d", 1).getFirst().id();
  }

  private ExecutionView.Detail find(UUID id) {
    return executions.find(id).orElseThrow();
  }

  private NewExecution again(UUID id) {
    ExecutionView.Detail detail = find(id);
    UUID fresh = UUID.randomUUID();
    WorkOrder order = detail.order();
    return new NewExecution(
        new WorkOrder(
            fresh,
            1,
            order.contractName(),
            order.contractSha256(),
            order.input(),
            order.catalog(),
            order.delivery(),
            order.onError(),
            order.language(),
            order.corrects(),
            order.origin()),
        detail.contractVersion(),
        0,
        detail.deadline(),
        Optional.of(id));
  }

  private List<UUID> list(ExecutionFilter filter) {
    return executions.list(filter, OptionalLong.empty(), 10).items().stream()
        .map(ExecutionView::id)
        .toList();
  }

  private static ExecutionFilter filter(
      Set<ExecutionState> states, Optional<Instant> from, Optional<String> text) {
    return new ExecutionFilter(
        states, Optional.empty(), Optional.empty(), Optional.empty(), from, Optional.empty(), text);
  }

  private static Transition.End end(long errors) {
    return new Transition.End(
        new WorkOutcome.Ended(
            1,
            "done",
            errors == 0 ? 0 : 1,
            errors == 0 ? "Éxito" : "Parcial",
            10,
            10 - errors,
            errors,
            1,
            errors,
            2,
            4,
            List.of(new WorkOutcome.Landed("dw", 10 - errors, "LOADED")),
            FAR));
  }

  private static List<String> actions(UUID execution) {
    return new AuditLog(database.get())
        .of(Subject.of("ejecucion", execution)).stream()
            .map(entry -> entry.who() + " " + entry.action())
            .toList();
  }

  private static void refused(ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining(why);
  }
}
