package dev.sage.server.settings;

import java.time.Duration;

/// So many requests in that time.
public record RequestRate(int requests, Duration time) {}
