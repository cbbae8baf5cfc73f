/// The worker as a function of AWS Lambda, `sage-file-processor`.
///
/// ```
/// message -> contract, if it came along -> worker: lease, input, engine, files, result.json
///         -> answer: 200, 409 somebody else does it, 504 its time was nearly over; anything else is thrown
/// ```
///
/// What is thrown, Lambda tries again and then keeps as a dead letter. What would only happen again
/// is answered. Streams get one line of JSON for each thing that happens, and one of metrics.
@NullMarked
package dev.sage.lambda;

import org.jspecify.annotations.NullMarked;
