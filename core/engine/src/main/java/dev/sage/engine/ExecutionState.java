package dev.sage.engine;

import dev.sage.contract.Materialization;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/// What identifies an execution that has begun: who it is, and of which contract and data.
///
/// @param attempt 1 for the first
/// @param partBytes how large parts are, exactly; empty: as the options say and the machine can use
/// @param landings those of the command line; without passwords where they were read back
/// @param started when the first attempt began: what rules call now, in every attempt
record ExecutionState(
    UUID id,
    long attempt,
    Instant started,
    String contractSha256,
    String data,
    long size,
    long modified,
    Optional<Long> partBytes,
    List<Materialization> landings) {
  private static final String PART_BYTES = "part_bytes";

  ExecutionState {
    landings = List.copyOf(landings);
  }

  static ExecutionState of(ExecutionRequest request, Instant now) {
    Path data = request.data().toAbsolutePath().normalize();
    try {
      return new ExecutionState(
          request.id(),
          1,
          now,
          Sha256.of(request.contractYaml()),
          data.toString(),
          Files.size(data),
          Files.getLastModifiedTime(data).toMillis(),
          Optional.empty(),
          request.materializations());
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.INPUT_NOT_READABLE, "The file " + data + " cannot be read.", e);
    }
  }

  /// The state to go on with: this one in a fresh directory, the one that is there in a used one.
  ExecutionState resumedIn(ExecutionDirectory directory) {
    if (!directory.has(ExecutionDirectory.STATE)) {
      return this;
    }
    ExecutionState earlier = read(directory.file(ExecutionDirectory.STATE));
    if (!earlier.isSameWork(this)) {
      throw new SageException(
          ErrorCode.EXECUTION_MISMATCH,
          directory.root()
              + " holds an execution of another contract or other data. Choose another directory with"
              + " --out, or delete this one.");
    }
    return new ExecutionState(
        earlier.id,
        earlier.attempt + 1,
        earlier.started,
        contractSha256,
        data,
        size,
        modified,
        earlier.partBytes,
        landings);
  }

  /// The same, of parts that are exactly so large.
  ExecutionState inPartsOf(long bytes) {
    return new ExecutionState(
        id, attempt, started, contractSha256, data, size, modified, Optional.of(bytes), landings);
  }

  /// Whether the input still looks as it did.
  boolean isSameInput(ExecutionState other) {
    return data.equals(other.data) && size == other.size && modified == other.modified;
  }

  private boolean isSameWork(ExecutionState other) {
    return contractSha256.equals(other.contractSha256) && isSameInput(other);
  }

  static ExecutionState read(Path file) {
    Properties values = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      values.load(in);
      return new ExecutionState(
          UUID.fromString(values.getProperty("execution")),
          Long.parseLong(values.getProperty("attempt")),
          Instant.parse(values.getProperty("started")),
          values.getProperty("contract_sha256"),
          values.getProperty("data"),
          Long.parseLong(values.getProperty("size")),
          Long.parseLong(values.getProperty("modified")),
          Optional.ofNullable(values.getProperty(PART_BYTES)).map(Long::valueOf),
          new KeptLandings(values).read());
    } catch (IOException
        | IllegalArgumentException
        | DateTimeParseException
        | NullPointerException e) {
      throw new SageException(
          ErrorCode.STORAGE, file + " is damaged. Delete the directory and start again.", e);
    }
  }

  byte[] bytes() {
    Properties values = new Properties();
    values.setProperty("execution", id.toString());
    values.setProperty("attempt", Long.toString(attempt));
    values.setProperty("started", started.toString());
    values.setProperty("contract_sha256", contractSha256);
    values.setProperty("data", data);
    values.setProperty("size", Long.toString(size));
    values.setProperty("modified", Long.toString(modified));
    partBytes.ifPresent(bytes -> values.setProperty(PART_BYTES, Long.toString(bytes)));
    new KeptLandings(values).write(landings);
    StringWriter out = new StringWriter();
    try {
      values.store(out, null);
    } catch (IOException e) {
      throw new IllegalStateException("A string takes every text.", e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
