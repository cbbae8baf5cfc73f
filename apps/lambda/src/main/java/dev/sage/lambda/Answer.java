package dev.sage.lambda;

import dev.sage.spi.SageException;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.WorkOutcome.Busy;
import dev.sage.worker.WorkOutcome.Ended;
import dev.sage.worker.WorkOutcome.Landed;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/// What the function says about an execution.
///
/// @param status 200 it has ended or a step was done, 409 somebody else does it, 410 nobody wants
///   it any more, 504 there was not enough time
/// @param outcome for the metrics
/// @param rows that were read
record Answer(int status, String outcome, long rows, byte[] json) {
  static final int OK = 200;
  static final int CONFLICT = 409;
  static final int OVER = 410;
  static final int TIME_OVER = 504;

  static Answer of(UUID execution, WorkOutcome outcome) {
    return switch (outcome) {
      case Busy _ -> busy(execution);
      case Ended ended ->
          new Answer(
              OK,
              ended.outcome(),
              ended.read(),
              Lines.json(json -> {
                head(json, OK, execution);
                result(json, ended);
              }));
    };
  }

  private static Answer busy(UUID execution) {
    return new Answer(
        CONFLICT,
        "busy",
        0,
        Lines.json(json -> {
          head(json, CONFLICT, execution);
          json.writeStringProperty("error", "already in progress");
        }));
  }

  /// A step of it was done.
  static Answer step(UUID execution) {
    return new Answer(OK, "step", 0, Lines.json(json -> head(json, OK, execution)));
  }

  /// Whoever ordered it has decided about it already, or wants it no more.
  static Answer over(UUID execution) {
    return new Answer(
        OVER,
        "over",
        0,
        Lines.json(json -> {
          head(json, OVER, execution);
          json.writeStringProperty("error", "this attempt is over");
        }));
  }

  /// @param failure is in the store, too
  static Answer timeOver(UUID execution, SageException failure) {
    return new Answer(
        TIME_OVER,
        "time_over",
        0,
        Lines.json(json -> {
          head(json, TIME_OVER, execution);
          json.writeStringProperty("code", failure.code().name());
          json.writeNumberProperty("number", failure.code().number());
          json.writeStringProperty("error", String.valueOf(failure.getMessage()));
        }));
  }

  private static void head(JsonGenerator json, int status, UUID execution) {
    json.writeNumberProperty("status", status);
    json.writeStringProperty("execution_id", execution.toString());
  }

  private static void result(JsonGenerator json, Ended ended) {
    json.writeObjectPropertyStart("result");
    json.writeStringProperty("outcome", ended.outcome());
    json.writeStringProperty("status", ended.status());
    json.writeNumberProperty("exit", ended.exit());
    json.writeNumberProperty("token", ended.token());
    json.writeNumberProperty("read", ended.read());
    json.writeNumberProperty("accepted", ended.accepted());
    json.writeNumberProperty("rejected", ended.rejected());
    json.writeNumberProperty("filtered", ended.filtered());
    json.writeNumberProperty("errors", ended.errors());
    json.writeNumberProperty("warnings", ended.warnings());
    json.writeNumberProperty("messages", ended.messages());
    json.writeArrayPropertyStart("materializations");
    ended.landed().forEach(landed -> landed(json, landed));
    json.writeEndArray();
    json.writeStringProperty("finished_at", ended.finishedAt().toString());
    json.writeEndObject();
  }

  private static void landed(JsonGenerator json, Landed landed) {
    json.writeStartObject();
    json.writeStringProperty("id", landed.materialization());
    json.writeNumberProperty("rows", landed.rows());
    json.writeStringProperty("outcome", landed.outcome());
    json.writeEndObject();
  }
}
