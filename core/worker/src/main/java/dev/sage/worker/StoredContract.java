package dev.sage.worker;

import dev.sage.contract.Contract;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import dev.sage.contract.Problem;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import java.io.IOException;
import java.io.InputStream;

/// The contract of an execution, as the store has it.
public final class StoredContract {
  /// What a contract may have, and one byte more: the loader refuses what is longer.
  private static final int MOST_BYTES = (5 << 20) + 1;

  private StoredContract() {}

  /// Its bytes.
  ///
  /// @throws SageException [ErrorCode#EXECUTION_MISMATCH] when it is not the one that was ordered
  public static byte[] read(ExecutionStore store, WorkOrder order) {
    byte[] yaml;
    try (InputStream in = store.read(order.execution(), "contract.yaml")) {
      yaml = in.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORE_UNREACHABLE,
          "The contract of " + order.execution() + " cannot be read.",
          e);
    }
    if (!Sha256.of(yaml).equals(order.contractSha256())) {
      throw new SageException(
          ErrorCode.EXECUTION_MISMATCH,
          "The contract in the store is not the one that the execution %s was ordered with. Order it again."
              .formatted(order.execution()));
    }
    return yaml;
  }

  /// What they say.
  ///
  /// @throws SageException [ErrorCode#CONTRACT_INVALID]
  public static Contract load(WorkOrder order, byte[] yaml) {
    LoadedContract loaded = new ContractLoader().load(yaml, false);
    return loaded.contract().orElseThrow(() -> invalid(order, loaded));
  }

  private static SageException invalid(WorkOrder order, LoadedContract loaded) {
    Problem first = loaded.problems().stream().filter(Problem::fatal).findFirst().orElseThrow();
    String at = " %s:%d:%d: ".formatted(order.contractName(), first.line(), first.column());
    return new SageException(
        ErrorCode.CONTRACT_INVALID,
        new Message(
            "El contrato tiene errores." + at + first.message().es(),
            "The contract has errors." + at + first.message().en()));
  }
}
