/// `bench/run pandas`: rules of the data-frame spelling, evaluated by SAGE and by pandas itself.
@NullMarked
package dev.sage.bench.pandas;

import org.jspecify.annotations.NullMarked;
