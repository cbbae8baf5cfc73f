package dev.sage.orchestrator.inbox;

import java.util.Optional;
import java.util.UUID;

/// Somebody who may send to an inbox.
///
/// @param name unique within the inbox; also the name of the folder for its files, if it has one
/// @param pattern a glob that the names of its files match; empty: known by folder or token only
/// @param email where its reports go; empty: nowhere
public record Sender(
    UUID id, UUID inbox, String name, Optional<String> pattern, Optional<String> email) {}
