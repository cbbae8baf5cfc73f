/// Tests of who may do what, how often.
@NullMarked
package dev.sage.server.security;

import org.jspecify.annotations.NullMarked;
