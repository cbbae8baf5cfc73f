/// Where the files of executions are kept: on a local disk, in a bucket, or wherever a connector
/// brings them. Readers and writers are workers, the daemon and the server, on any machine.
@NullMarked
package dev.sage.spi.storage;

import org.jspecify.annotations.NullMarked;
