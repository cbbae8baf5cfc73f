/// What work in functions costs, from the same figures wherever it is asked: by the server before
/// it hands work over, after it has ended, and by the function itself.
///
/// ```
/// Prices prices = PriceTable.builtIn().find("us-east-1", Architecture.X86_64).orElseThrow();
/// Usage used = Footprint.of(new FunctionSize(2L << 30, 10L << 30), lease).whole(took, files, bytes);
/// Money dollars = Cost.of(used, prices).total();
/// ```
@NullMarked
package dev.sage.worker.cost;

import org.jspecify.annotations.NullMarked;
