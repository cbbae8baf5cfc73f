package dev.sage.server.admin;

import java.util.Optional;
import java.util.UUID;

/// Who is told what, as the API shows it.
///
/// @param inbox by name; empty: all
/// @param language of the messages
public record SubscriptionView(
    UUID id,
    Optional<String> inbox,
    String kind,
    String channel,
    String address,
    String language,
    boolean active) {}
