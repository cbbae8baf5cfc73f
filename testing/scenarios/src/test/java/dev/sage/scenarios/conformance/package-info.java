/// The cases of `docs/reference/conformance`, run with the engine, with `lint` and with the JSON
/// Schema.
@NullMarked
package dev.sage.scenarios.conformance;

import org.jspecify.annotations.NullMarked;
