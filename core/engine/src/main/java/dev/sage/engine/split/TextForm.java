package dev.sage.engine.split;

/// What has to be known of a plain UTF-8 text to go on reading it at any of its records, without
/// what comes before.
///
/// @param crLines whether its lines end with CR
/// @param allValid whether all of it is valid UTF-8
public record TextForm(boolean crLines, boolean allValid) {}
