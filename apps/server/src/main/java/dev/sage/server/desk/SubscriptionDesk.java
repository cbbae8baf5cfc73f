package dev.sage.server.desk;

import dev.sage.metadata.inbox.InboxAdministration;
import dev.sage.metadata.inbox.InboxView;
import dev.sage.metadata.notify.Subscriptions;
import dev.sage.metadata.notify.Subscriptions.Subscription;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.Paging;
import dev.sage.server.admin.SubscriptionForm;
import dev.sage.server.admin.SubscriptionView;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is told what.
///
/// @param usual the language of who says none
record SubscriptionDesk(
    Subscriptions subscriptions, InboxAdministration inboxes, Language usual, Supplier<UUID> ids)
    implements Desks.Subscriptions {
  private static final String EMAIL = "email";
  private static final String ADDRESS = "[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+";
  private static final int LONGEST_ADDRESS = 254;

  @Override
  public Page<SubscriptionView> list(Paging paging) {
    return Pages.byId(
        subscriptions.list().stream().map(this::view).toList(), view -> view.id(), paging);
  }

  @Override
  public SubscriptionView get(UUID id) {
    return view(find(id));
  }

  @Override
  public SubscriptionView create(SubscriptionForm form, String who) {
    Subscription made = read(ids.get(), form);
    subscriptions.save(made, who);
    return view(made);
  }

  @Override
  public SubscriptionView change(SubscriptionView seen, SubscriptionForm form, String who) {
    Subscription wanted = read(seen.id(), form);
    subscriptions.change(wanted, unchanged(seen), who);
    return view(wanted);
  }

  @Override
  public void remove(SubscriptionView seen, String who) {
    subscriptions.delete(unchanged(seen), who);
  }

  private Subscription unchanged(SubscriptionView seen) {
    Subscription now = find(seen.id());
    if (!view(now).equals(seen)) {
      throw new SageException(
          ErrorCode.CONFLICT,
          new Message(
              "La suscripción ha cambiado desde que se leyó.",
              "The subscription has changed since it was read."));
    }
    return now;
  }

  private Subscription find(UUID id) {
    return subscriptions.get(id).orElseThrow(Missing::subscription);
  }

  private Subscription read(UUID id, SubscriptionForm form) {
    String channel = form.channel().orElse(EMAIL);
    if (!channel.equals(EMAIL)) {
      throw Missing.field("channel", EMAIL);
    }
    return new Subscription(
        id,
        form.inbox().map(this::inbox),
        kind(form.kind()),
        channel,
        address(form.address()),
        form.language().map(SubscriptionDesk::language).orElse(usual),
        form.active().orElse(true));
  }

  private UUID inbox(String idOrName) {
    return Ids.parse(idOrName)
        .flatMap(inboxes::find)
        .or(() ->
            inboxes.list().stream().filter(i -> i.inbox().name().equals(idOrName)).findFirst())
        .map(InboxView::id)
        .orElseThrow(Missing::inbox);
  }

  private static Notification.Kind kind(@Nullable String published) {
    return Arrays.stream(Notification.Kind.values())
        .filter(kind -> kind.published().equals(published))
        .findFirst()
        .orElseThrow(() ->
            Missing.field(
                "kind",
                Arrays.stream(Notification.Kind.values())
                    .map(Notification.Kind::published)
                    .collect(Collectors.joining(", "))));
  }

  private static String address(@Nullable String text) {
    if (text == null || text.length() > LONGEST_ADDRESS || !text.matches(ADDRESS)) {
      throw Missing.field("address", "ana@example.org");
    }
    return text;
  }

  private static Language language(String word) {
    return Arrays.stream(Language.values())
        .filter(language -> language.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> Missing.field("language", "es, en"));
  }

  private SubscriptionView view(Subscription subscription) {
    Optional<String> inbox =
        subscription.inbox().flatMap(inboxes::find).map(found -> found.inbox().name());
    return new SubscriptionView(
        subscription.id(),
        inbox,
        subscription.kind().published(),
        subscription.channel(),
        subscription.address(),
        subscription.language().name().toLowerCase(Locale.ROOT),
        subscription.active());
  }
}
