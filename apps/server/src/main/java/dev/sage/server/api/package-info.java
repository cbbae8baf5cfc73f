/// The HTTP API, version 1: what is asked, what is answered, and how errors look.
@NullMarked
package dev.sage.server.api;

import org.jspecify.annotations.NullMarked;
