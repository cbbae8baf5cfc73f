package dev.sage.server.desk;

import dev.sage.metadata.access.ApiTokens;
import dev.sage.metadata.access.ApiTokens.Issued;
import dev.sage.metadata.access.ApiTokens.Wanted;
import dev.sage.metadata.inbox.InboxAdministration;
import dev.sage.metadata.inbox.InboxView;
import dev.sage.server.admin.Caller;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.Paging;
import dev.sage.server.admin.Role;
import dev.sage.server.admin.TokenForm;
import dev.sage.server.admin.TokenView;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Tokens.
record TokensDesk(ApiTokens tokens, InboxAdministration inboxes) implements Desks.TokenDesk {

  @Override
  public Optional<Caller> caller(String token) {
    return tokens
        .authenticate(token)
        .map(t -> new Caller(t.id(), t.name(), role(t), t.inbox(), t.sender()));
  }

  private static Role role(ApiTokens.TokenView token) {
    return Role.of(token.role().published()).orElseThrow();
  }

  @Override
  public Page<TokenView> list(Paging paging) {
    return Pages.byId(
        tokens.list().stream().map(t -> view(t, Optional.empty())).toList(), TokenView::id, paging);
  }

  @Override
  public TokenView create(TokenForm form, Duration life, String who) {
    Role role =
        Optional.ofNullable(form.role())
            .flatMap(Role::of)
            .orElseThrow(() -> Missing.field("role", "administrador, operador, emisor, lector"));
    Optional<InboxView> inbox = form.inbox().map(this::inbox);
    if ((role == Role.SENDER) != inbox.isPresent()) {
      throw Missing.field("inbox", "role: emisor");
    }
    Optional<UUID> sender = form.sender().map(name -> sender(inbox, name));
    return view(
        tokens.issue(
            new Wanted(
                Drafts.name("name", form.name()),
                dev.sage.metadata.access.Role.of(role.published()).orElseThrow(),
                inbox.map(InboxView::id),
                sender,
                Optional.of(life)),
            who));
  }

  @Override
  public TokenView rotate(UUID id, Duration life, String who) {
    return view(tokens.rotate(id, Optional.of(life), Duration.ZERO, who));
  }

  @Override
  public void revoke(UUID id, String who) {
    tokens.revoke(id, who);
  }

  private InboxView inbox(String idOrName) {
    return inboxes.list().stream()
        .filter(i -> i.inbox().name().equals(idOrName) || i.id().toString().equals(idOrName))
        .findFirst()
        .orElseThrow(Missing::inbox);
  }

  private static UUID sender(Optional<InboxView> inbox, String name) {
    return inbox.stream()
        .flatMap(i -> i.senders().stream())
        .filter(s -> s.sender().name().equals(name))
        .map(InboxView.SenderView::id)
        .findFirst()
        .orElseThrow(() -> Missing.field("sender", "sage inbox show"));
  }

  private TokenView view(Issued issued) {
    return view(issued.token(), Optional.of(issued.secret()));
  }

  private TokenView view(ApiTokens.TokenView token, Optional<String> secret) {
    Optional<InboxView> inbox = token.inbox().flatMap(inboxes::find);
    return new TokenView(
        token.id(),
        token.name(),
        token.role().published(),
        inbox.map(i -> i.inbox().name()),
        inbox.stream()
            .flatMap(i -> i.senders().stream())
            .filter(s -> token.sender().filter(s.id()::equals).isPresent())
            .map(s -> s.sender().name())
            .findFirst(),
        token.createdBy(),
        token.created(),
        token.expires(),
        token.revoked(),
        token.used(),
        secret);
  }
}
