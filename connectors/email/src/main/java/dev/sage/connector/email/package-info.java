/// Tells people, by SMTP.
@NullMarked
package dev.sage.connector.email;

import org.jspecify.annotations.NullMarked;
