/// What the API shows and changes, and who keeps it: the shapes of its JSON and the desks that the
/// metadata stand behind.
@NullMarked
package dev.sage.server.admin;

import org.jspecify.annotations.NullMarked;
