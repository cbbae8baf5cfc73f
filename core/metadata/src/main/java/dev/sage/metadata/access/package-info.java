/// Who may use the API: tokens, of which only hashes are kept.
@NullMarked
package dev.sage.metadata.access;

import org.jspecify.annotations.NullMarked;
