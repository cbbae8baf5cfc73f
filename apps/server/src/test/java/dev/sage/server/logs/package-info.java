@NullMarked
package dev.sage.server.logs;

import org.jspecify.annotations.NullMarked;
