/// A host for functions on this machine: it takes invocations as AWS Lambda does, and runs the
/// packaged function in processes of its own under AWS's runtime interface client.
///
/// ```
/// Invoke API -> queue -> environments (processes) <- Runtime API
///                 |  retries
///                 \-> dead letters <- SQS
/// ```
///
/// It does on demand, or from a seed, what a cloud does now and then: it delivers a message twice,
/// throttles, kills an environment in the middle of its work, lets time run out.
@NullMarked
package dev.sage.testing.lambda;

import org.jspecify.annotations.NullMarked;
