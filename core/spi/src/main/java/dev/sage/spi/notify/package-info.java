/// What people and programs are told, and the ways to tell them.
@NullMarked
package dev.sage.spi.notify;

import org.jspecify.annotations.NullMarked;
