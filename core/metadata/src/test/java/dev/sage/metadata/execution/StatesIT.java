package dev.sage.metadata.execution;

import static dev.sage.orchestrator.execution.ExecutionState.PENDING;
import static dev.sage.orchestrator.execution.ExecutionState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.orchestrator.execution.Change;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The states in the database are those of the sealed type, and nobody gets around them.
final class StatesIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final Failure FAILURE = new Failure(ErrorCode.MEMORY, "No memory.");
  private static final List<Transition> TRANSITIONS =
      List.of(
          new Transition.Claim("d"),
          end("done", "Éxito"),
          end("done", "Parcial"),
          end("refused", "Fallido"),
          new Transition.Postpone(FAILURE, Duration.ZERO),
          new Transition.Recover(Duration.ZERO),
          new Transition.HandBack(Duration.ZERO),
          new Transition.Fail(FAILURE),
          new Transition.Cancel("ana"),
          new Transition.Stop(FAILURE),
          new Transition.Retry("ana"));

  private UUID inbox;
  private UUID delivery;
  private UUID version;

  @BeforeEach
  void prepare() {
    PostgresqlControlPath path = new PostgresqlControlPath(database);
    inbox = path.inbox();
    version = path.contractVersion(inbox);
    delivery = UUID.randomUUID();
    database.run(
        """
        INSERT INTO entregas (id, casilla_id, archivo, tamano, sha256, estado, version, recibida_en)
        VALUES ('%s', '%s', 'a.csv', 1, '%s', 'aceptada', 1, now())
        """
            .formatted(delivery, inbox, "a".repeat(64)));
  }

  @Test
  void theTableOfTheDatabaseIsThatOfTheSealedType() {
    Set<String> expected = new HashSet<>();
    for (Transition transition : TRANSITIONS) {
      for (ExecutionState from : transition.from()) {
        expected.add(from.published() + " -> " + transition.to().published());
      }
    }

    assertThat(TRANSITIONS.stream().map(Object::getClass).collect(Collectors.toSet()))
        .as("every kind is among them")
        .containsExactlyInAnyOrder(Transition.class.getPermittedSubclasses());
    assertThat(database.query("SELECT desde || ' -> ' || hasta AS v FROM transiciones_ejecucion"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyTargetOfAChangeIsReachedByOneOfTheTransitionsHere() {
    assertThat(Change.values())
        .allSatisfy(change ->
            assertThat(
                    TRANSITIONS.stream()
                        .filter(transition -> transition.change() == change)
                        .map(Transition::to)
                        .collect(Collectors.toSet()))
                .isEqualTo(change.to()));
  }

  @Test
  void whatTheTableDoesNotHaveIsRefusedAlsoToSql() {
    Set<String> legal =
        new HashSet<>(
            database.query("SELECT desde || ' -> ' || hasta AS v FROM transiciones_ejecucion"));
    for (ExecutionState from : ExecutionState.values()) {
      for (ExecutionState to : ExecutionState.values()) {
        UUID execution = in(from);
        String change = from.published() + " -> " + to.published();
        if (legal.contains(change) || from == to) {
          assertThat(set(execution, to)).as(change).isEqualTo(1);
        } else {
          assertThatThrownBy(() -> set(execution, to))
              .as(change)
              .isInstanceOf(SageException.class)
              .hasMessageContaining("transiciones_ejecucion");
        }
      }
    }
  }

  @Test
  void anExecutionIsBornWaiting() {
    for (ExecutionState state : ExecutionState.values()) {
      if (state != PENDING) {
        assertThatThrownBy(() -> insert(state))
            .as("%s", state)
            .hasMessageContaining("transiciones_ejecucion");
      }
    }
  }

  @Test
  void attemptsCountClaimsAndNothingElse() {
    UUID execution = in(RUNNING);

    assertThatThrownBy(() ->
            database.run(
                "UPDATE ejecuciones_yaml SET intento = 7 WHERE id = '%s'".formatted(execution)))
        .hasMessageContaining("intento_ejecucion");
    UUID waiting = insert(PENDING);
    assertThatThrownBy(() ->
            database.run(
                """
                UPDATE ejecuciones_yaml SET estado = 'procesando', daemon = 'd', iniciada_en = now()
                WHERE id = '%s'
                """
                    .formatted(waiting)))
        .hasMessageContaining("intento_ejecucion");
  }

  private UUID in(ExecutionState state) {
    UUID execution = insert(PENDING);
    if (state != PENDING) {
      set(execution, RUNNING);
    }
    if (state.isEnd()) {
      set(execution, state);
    }
    return execution;
  }

  private int set(UUID execution, ExecutionState state) {
    return database.run(
        """
        UPDATE ejecuciones_yaml SET estado = '%2$s', daemon = 'd', iniciada_en = now(),
          terminada_en = CASE WHEN '%2$s' IN ('pendiente', 'procesando') THEN NULL ELSE now() END,
          intento = intento + (estado = 'pendiente' AND '%2$s' = 'procesando')::integer
        WHERE id = '%1$s'
        """
            .formatted(execution, state.published()));
  }

  private UUID insert(ExecutionState state) {
    UUID execution = UUID.randomUUID();
    database.run(
        """
        INSERT INTO ejecuciones_yaml
          (id, casilla_id, entrega_id, version_contrato_id, estado, limite_ms, recibida_en, orden)
        VALUES ('%s', '%s', '%s', '%s', '%s', 1000, now(), '{}')
        """
            .formatted(execution, inbox, delivery, version, state.published()));
    return execution;
  }

  private static Transition end(String outcome, String status) {
    return new Transition.End(
        new WorkOutcome.Ended(
            1, outcome, 0, status, 1, 1, 0, 0, 0, 0, 0, List.of(), Instant.EPOCH));
  }
}
