package dev.sage.engine.report;

import org.jspecify.annotations.Nullable;

/// One of the first thousand findings, as the report shows it.
public record Failure(
    String severity,
    String code,
    String message,
    @Nullable String catalog,
    @Nullable String file,
    @Nullable Long record,
    @Nullable Long line,
    @Nullable String field,
    String rule,
    @Nullable String value) {}
