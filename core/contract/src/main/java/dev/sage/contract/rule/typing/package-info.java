/// From syntax to the typed tree, as far as both spellings do it alike: which types fit together,
/// what constants are worth, how large a rule may become.
@NullMarked
package dev.sage.contract.rule.typing;

import org.jspecify.annotations.NullMarked;
