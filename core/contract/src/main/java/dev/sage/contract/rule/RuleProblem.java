package dev.sage.contract.rule;

import dev.sage.spi.Message;

/// One thing wrong with a rule.
///
/// @param offset 0-based position in the rule's text, in `char`s
public record RuleProblem(int offset, Message message) {}
