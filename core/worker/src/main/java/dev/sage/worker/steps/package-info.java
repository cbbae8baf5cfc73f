/// Large deliveries in steps: for machines that cannot do all of one within their time or memory.
///
/// ```
/// split -> steps/parts.json -> stage, a part each, many at a time -> steps/staged/part-00012.json
///                                                                -> finish: an ordinary Worker
/// ```
///
/// What is done and what is not is what is in the store: [Steps#due] says what comes next, at any
/// time and to anybody. Splitting and staging need no lease, for they only add files that are not
/// there yet: of several that do the same, one wins and the others change nothing. Only the finish
/// is done under a lease.
@NullMarked
package dev.sage.worker.steps;

import org.jspecify.annotations.NullMarked;
