package dev.sage.server.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A subscription that somebody wants.
///
/// @param inbox its name or id; left out: all inboxes
/// @param kind `ejecucion_fallida`, `entrega_rechazada`, `entrega_atrasada`
/// @param channel `email`, which is what there is
public record SubscriptionForm(
    Optional<String> inbox,
    @Nullable String kind,
    Optional<String> channel,
    @Nullable String address,
    Optional<String> language,
    Optional<Boolean> active) {}
