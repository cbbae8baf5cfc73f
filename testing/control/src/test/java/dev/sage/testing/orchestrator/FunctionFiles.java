package dev.sage.testing.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.FailureRecord;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// What functions leave in the store, by hand.
record FunctionFiles(ExecutionStore store) {

  /// @param added what the function says besides
  void ends(UUID execution, long token, UnaryOperator<byte[]> added) {
    String json =
        """
        {"token":%d,"outcome":"done","exit":0,"status":"Éxito","errors":0,"warnings":0,"messages":0,
         "catalogs":{"v":{"read":7,"accepted":7,"rejected":0,"filtered":0}},
         "materializations":[],"finished_at":"2026-01-05T08:00:01Z"}
        """
            .formatted(token);
    store.putIfAbsent(execution, token, "result.json", added.apply(json.getBytes(UTF_8)));
  }

  void fails(UUID execution, long attempt, ErrorCode code) {
    FailureRecord failure =
        FailureRecord.of(attempt, attempt, new SageException(code, "It failed."));
    store.delete(execution, FailureRecord.FILE);
    store.putIfAbsent(execution, attempt, FailureRecord.FILE, failure.json());
  }
}
