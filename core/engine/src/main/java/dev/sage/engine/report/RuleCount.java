package dev.sage.engine.report;

import dev.sage.spi.FindingCode;
import dev.sage.spi.Severity;

/// How many findings a rule has. Empty `catalog`: about no catalog.
public record RuleCount(
    String catalog, String rule, Severity severity, FindingCode code, long count) {}
