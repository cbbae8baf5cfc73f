/// PostgreSQL for the control path: the published schema, and everything that reads and writes it.
///
/// [Metadata] opens it. `database` is how SQL is spoken, and alone knows the driver, the pool and
/// the migrations; beside it is one package for each feature, with the ports of
/// `dev.sage.orchestrator` and what the server shows and changes.
@NullMarked
package dev.sage.metadata;

import org.jspecify.annotations.NullMarked;
