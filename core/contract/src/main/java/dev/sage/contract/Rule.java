package dev.sage.contract;

import dev.sage.contract.rule.Expression;
import dev.sage.spi.Severity;

/// A rule of the contract: true where the data is good.
///
/// @param text as the author wrote it
/// @param expression its typed tree
public record Rule(
    String name, String description, String text, Severity severity, Expression expression) {}
