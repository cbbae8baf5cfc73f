/// What a rule means: one typed tree, whatever the spelling. Who compiles rules needs this package
/// and no other; how a text becomes a tree is below it: `parse` is the way in and knows both
/// spellings, `dataframe` and `plain`, and these know `typing` and `syntax`.
@NullMarked
package dev.sage.contract.rule;

import org.jspecify.annotations.NullMarked;
