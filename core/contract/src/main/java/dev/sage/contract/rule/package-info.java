/// The rule language: one typed tree, whatever the spelling.
@NullMarked
package dev.sage.contract.rule;

import org.jspecify.annotations.NullMarked;
