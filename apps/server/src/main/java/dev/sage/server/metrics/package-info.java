/// Figures about the process and its work, for Prometheus.
@NullMarked
package dev.sage.server.metrics;

import org.jspecify.annotations.NullMarked;
