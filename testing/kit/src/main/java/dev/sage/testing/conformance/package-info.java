/// The cases of `docs/reference/conformance`: what a contract, a rule and a value mean, as data.
/// They are documentation, the tests run them, and `bench/run pandas` holds their rules to pandas.
@NullMarked
package dev.sage.testing.conformance;

import org.jspecify.annotations.NullMarked;
