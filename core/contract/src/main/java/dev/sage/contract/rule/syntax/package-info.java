/// The text of a rule as a tree, before names and types are known: words, the syntax that both
/// spellings have in common, and what is said about a rule that cannot be accepted.
@NullMarked
package dev.sage.contract.rule.syntax;

import org.jspecify.annotations.NullMarked;
