/// Small objects of JSON, read by the names of their values.
@NullMarked
package dev.sage.worker.json;

import org.jspecify.annotations.NullMarked;
