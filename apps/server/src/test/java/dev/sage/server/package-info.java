/// The server as its users see it: by HTTP, with real databases.
@NullMarked
package dev.sage.server;

import org.jspecify.annotations.NullMarked;
