package dev.sage.server.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sage.server.admin.InboxView.SenderView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An inbox as somebody wants it to be. What is left out is as usual.
public record InboxForm(
    @Nullable String name,
    Optional<String> description,
    @Nullable String contract,
    Optional<String> folder,
    Optional<String> daemon,
    Optional<String> catalog,
    @JsonProperty("package") Optional<String> delivery,
    Optional<String> onError,
    Optional<String> language,
    Optional<String> zone,
    Optional<Integer> priority,
    Optional<String> deadline,
    Optional<String> settle,
    Optional<Boolean> active,
    @Nullable List<SenderView> senders) {
  public InboxForm {
    senders = senders == null ? List.of() : List.copyOf(senders);
  }
}
