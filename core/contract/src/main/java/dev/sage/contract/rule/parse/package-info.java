/// From the text of a rule, in either spelling, to its tree: [RuleParser] is the way in.
@NullMarked
package dev.sage.contract.rule.parse;

import org.jspecify.annotations.NullMarked;
