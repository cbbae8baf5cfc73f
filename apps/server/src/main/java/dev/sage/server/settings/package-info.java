/// What the server is told at its start: one YAML file and variables of the environment, read
/// strictly, with everything that is wrong said at once.
@NullMarked
package dev.sage.server.settings;

import org.jspecify.annotations.NullMarked;
