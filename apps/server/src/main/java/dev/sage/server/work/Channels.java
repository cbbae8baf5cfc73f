package dev.sage.server.work;

import dev.sage.connector.email.EmailChannel;
import dev.sage.connector.email.EmailSettings;
import dev.sage.connector.email.EmailSettings.Encryption;
import dev.sage.connector.email.Recipients.Recipient;
import dev.sage.connector.webhook.WebhookChannel;
import dev.sage.metadata.notify.Subscriptions;
import dev.sage.server.settings.Settings;
import dev.sage.spi.Language;
import dev.sage.spi.notify.Notification;
import dev.sage.spi.notify.NotificationChannel;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The ways to tell that the settings name.
final class Channels {
  private Channels() {}

  static List<NotificationChannel> of(Settings settings, Subscriptions subscriptions, Clock clock) {
    return Stream.concat(
            settings.notifications().email().stream()
                .map(e -> email(e, settings.language(), subscriptions)),
            settings.notifications().webhook().stream().map(w -> webhook(w, clock)))
        .toList();
  }

  private static NotificationChannel email(
      Settings.Email email, Language language, Subscriptions subscriptions) {
    return new EmailChannel(
        new EmailSettings(
            email.host(),
            email.port(),
            Encryption.valueOf(email.tls().toUpperCase(Locale.ROOT)),
            email.user().orElse(""),
            email.password().orElse(""),
            email.from(),
            email.to(),
            language),
        notification -> recipients(subscriptions, notification));
  }

  private static List<Recipient> recipients(
      Subscriptions subscriptions, Notification notification) {
    String inbox = notification.facts().getOrDefault("inbox", "");
    return subscriptions.recipients(notification.kind(), inbox, "email").stream()
        .map(s -> new Recipient(s.address(), s.language()))
        .toList();
  }

  private static NotificationChannel webhook(Settings.Webhook webhook, Clock clock) {
    return new WebhookChannel(URI.create(webhook.url()), webhook.secret().orElse(""), clock);
  }
}
