/// What requests of the API leave behind: answers that are given again, uploads that go on.
@NullMarked
package dev.sage.metadata.request;

import org.jspecify.annotations.NullMarked;
