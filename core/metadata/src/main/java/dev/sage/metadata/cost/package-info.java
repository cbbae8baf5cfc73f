/// What functions cost: reserved, settled, summed up by day.
@NullMarked
package dev.sage.metadata.cost;

import org.jspecify.annotations.NullMarked;
