/// What the API stands on: databases, store and daemon, from the first moment to the last.
@NullMarked
package dev.sage.server.platform;

import org.jspecify.annotations.NullMarked;
