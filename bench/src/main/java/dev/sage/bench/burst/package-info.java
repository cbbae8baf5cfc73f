/// Many files at once, of which a server does some and a local host of functions the rest.
@NullMarked
package dev.sage.bench.burst;

import org.jspecify.annotations.NullMarked;
