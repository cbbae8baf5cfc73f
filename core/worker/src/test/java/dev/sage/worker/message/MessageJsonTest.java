package dev.sage.worker.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.contract.Policy;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.worker.FailureRecord;
import dev.sage.worker.WorkOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageJsonTest {
  private static final UUID EXECUTION = new UUID(1, 2);
  private static final WorkOrder ORDER =
      new WorkOrder(
          EXECUTION,
          3,
          "ventas \"diarias\".yaml",
          "ab12",
          new WorkOrder.Input(new UUID(3, 4), "año 2026.csv"),
          Optional.of("ventas"),
          Optional.of("diaria"),
          Optional.of(Policy.OnError.REJECT_FILE),
          Language.EN,
          Optional.of(new UUID(5, 6)),
          new WorkOrder.Origin(Optional.of(new UUID(7, 8)), Optional.empty()));

  @Test
  void whatIsWrittenIsRead() {
    for (Task task :
        new Task[] {new Task.Whole(), new Task.Split(64), new Task.Stage(7), new Task.Finish()}) {
      WorkMessage message =
          new WorkMessage(ORDER, task, Optional.empty(), Optional.of("00-a-b-01"));
      assertThat(MessageJson.read(MessageJson.write(message))).isEqualTo(message);
    }
  }

  @Test
  void aMessageMaySayHowLongTheWorkMayTake() {
    WorkMessage message =
        WorkMessage.of(ORDER, new Task.Whole(), Optional.of(Duration.ofMillis(61_600)));

    assertThat(MessageJson.read(MessageJson.write(message))).isEqualTo(message);
  }

  @Test
  void aContractMayStandInTheMessage() {
    WorkMessage message =
        MessageJson.read(
            """
            {"execution_id": "%s", "yaml_config": "sage: 1",
             "input_files": [{"source_execution_id": "%s", "filename": "a.csv"}]}
            """
                .formatted(EXECUTION, EXECUTION)
                .getBytes(UTF_8));

    assertThat(message.yaml()).contains("sage: 1");
    assertThat(message.order().contractSha256()).isEqualTo(Sha256.of("sage: 1".getBytes(UTF_8)));
    assertThat(message.order().attempt()).isEqualTo(1);
    assertThat(message.task()).isEqualTo(new Task.Whole());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | execution_id is missing",
        "[] | no object",
        "{\"execution_id\": | no JSON",
        "{\"execution_id\": \"abc\"} | execution_id is no UUID",
        "{\"execution_id\": 7} | execution_id has a value of another kind",
        "{\"execution_id\": \"00000000-0000-0001-0000-000000000002\"} | neither contract.sha256",
        "{\"execution_id\": \"00000000-0000-0001-0000-000000000002\", \"yaml_config\": \"a\"} | input_files has 0",
        "{\"execution_id\": \"00000000-0000-0001-0000-000000000002\", \"yaml_config\": \"a\", \"attempt\": 0, \"input_files\": [{\"source_execution_id\": \"00000000-0000-0001-0000-000000000002\", \"filename\": \"a\"}]} | Attempts count from 1",
        "{\"execution_id\": \"00000000-0000-0001-0000-000000000002\", \"yaml_config\": \"a\", \"task\": {\"kind\": \"x\"}, \"input_files\": [{\"source_execution_id\": \"00000000-0000-0001-0000-000000000002\", \"filename\": \"a\"}]} | no task 'x'",
      })
  void whatAMessageLacksIsSaid(String json, String problem) {
    assertThatThrownBy(() -> MessageJson.read(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
        .hasMessageContaining(problem);
  }

  @Test
  void aFailureIsToldInBothLanguages() {
    SageException failure =
        new SageException(ErrorCode.STORE_UNREACHABLE, new Message("No está.", "It is away."));

    FailureRecord said = FailureRecord.of(2, 5, failure);

    assertThat(FailureRecord.parse(said.json())).isEqualTo(said);
    assertThat(said.message()).isEqualTo(new Message("No está.", "It is away."));
  }
}
