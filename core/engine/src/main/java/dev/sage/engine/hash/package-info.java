/// The one hash that SAGE uses: of deliveries, of parts, of contracts, of a page's style.
@NullMarked
package dev.sage.engine.hash;

import org.jspecify.annotations.NullMarked;
