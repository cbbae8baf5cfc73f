package dev.sage.engine.report;

import java.time.Instant;

/// Something notable that happened in an execution. Holds no data values.
public record Event(Instant time, String level, String message) {}
