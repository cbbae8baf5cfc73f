/// How the server and what it stands on are: what is wrong, and what to do about it.
@NullMarked
package dev.sage.server.health;

import org.jspecify.annotations.NullMarked;
