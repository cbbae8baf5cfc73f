/// [LocalStore]: executions on a disk of this machine, or of a file server that many share.
@NullMarked
package dev.sage.worker.storage;

import org.jspecify.annotations.NullMarked;
