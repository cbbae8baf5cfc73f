/// Many small files, delivered to one server as it comes: how many it takes, and how soon.
@NullMarked
package dev.sage.bench.arrivals;

import org.jspecify.annotations.NullMarked;
