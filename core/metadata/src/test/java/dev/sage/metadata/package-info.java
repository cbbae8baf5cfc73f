@NullMarked
package dev.sage.metadata;

import org.jspecify.annotations.NullMarked;
