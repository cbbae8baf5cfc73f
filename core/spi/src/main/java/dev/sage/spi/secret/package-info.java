/// What settings name and do not hold: secrets that somebody else keeps.
@NullMarked
package dev.sage.spi.secret;

import org.jspecify.annotations.NullMarked;
