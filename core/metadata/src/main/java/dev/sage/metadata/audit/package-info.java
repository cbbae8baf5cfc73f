/// Who changed what: written in the transaction of the change.
@NullMarked
package dev.sage.metadata.audit;

import org.jspecify.annotations.NullMarked;
