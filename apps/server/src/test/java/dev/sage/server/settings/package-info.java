/// Tests of how settings are read.
@NullMarked
package dev.sage.server.settings;

import org.jspecify.annotations.NullMarked;
