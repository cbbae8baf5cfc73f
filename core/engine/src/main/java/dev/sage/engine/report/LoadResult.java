package dev.sage.engine.report;

import java.time.Duration;

/// What came of one materialization: `loaded`, `already_loaded`, `refused` or `failed`.
public record LoadResult(
    String id, String strategy, String destination, long rows, String outcome, Duration duration) {}
