/// What may go of the metadata and of the store.
@NullMarked
package dev.sage.metadata.retention;

import org.jspecify.annotations.NullMarked;
