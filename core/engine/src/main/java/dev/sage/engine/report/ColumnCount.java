package dev.sage.engine.report;

import dev.sage.spi.FindingCode;
import dev.sage.spi.Severity;

/// How many findings a rule has in one column. Empty `catalog` or `column`: about none.
public record ColumnCount(
    String catalog, String rule, Severity severity, FindingCode code, String column, long count) {}
