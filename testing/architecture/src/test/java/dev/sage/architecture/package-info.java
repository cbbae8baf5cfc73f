/// The arrows of ARCHITECTURE.md and the house rules of CONTRIBUTING.md, as tests.
@NullMarked
package dev.sage.architecture;

import org.jspecify.annotations.NullMarked;
