/// Credentials, encrypted by keys that are not in the database.
@NullMarked
package dev.sage.metadata.secret;

import org.jspecify.annotations.NullMarked;
