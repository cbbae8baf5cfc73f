/// Who may do what, how often, and how that is told apart: bearer tokens, no sessions.
@NullMarked
package dev.sage.server.security;

import org.jspecify.annotations.NullMarked;
