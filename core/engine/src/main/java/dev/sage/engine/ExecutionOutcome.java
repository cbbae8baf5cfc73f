package dev.sage.engine;

import java.nio.file.Path;

/// How an execution ended. Failures are exceptions; they leave `error.log` in the directory.
///
/// @param exit 0 no errors in the data, 1 errors
/// @param report the file `report.json`
public record ExecutionOutcome(int exit, Path directory, Path report) {}
