/// The nouns of SAGE and the contracts that a connector implements.
///
/// Depends on nothing but annotations. Everything else depends on this package; it depends on
/// nobody. Bad data is a value (see [FindingCode]); what cannot be data is a [SageException].
@NullMarked
package dev.sage.spi;

import org.jspecify.annotations.NullMarked;
