/// Tells programs: a signed HTTP call for each notification. Whoever is called finds out by the
/// signature that it was SAGE, and by the id whether it has heard this before.
@NullMarked
package dev.sage.connector.webhook;

import org.jspecify.annotations.NullMarked;
