/// How deliveries come in: whole, once, from those who may send.
@NullMarked
package dev.sage.orchestrator.inbox;

import org.jspecify.annotations.NullMarked;
