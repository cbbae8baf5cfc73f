/// What workers on other machines are told: JSON, small, the same for every kind of function.
@NullMarked
package dev.sage.worker.message;

import org.jspecify.annotations.NullMarked;
