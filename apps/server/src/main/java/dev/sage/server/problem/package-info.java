/// How errors look, wherever in the server they are said.
@NullMarked
package dev.sage.server.problem;

import org.jspecify.annotations.NullMarked;
