package dev.sage.connector.email;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import dev.sage.spi.notify.NotificationChannel;
import dev.sage.spi.notify.NotificationText;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/// Sends each notification as a plain e-mail, one for each language in which somebody gets it.
/// Those of the settings are named in it, others do not learn of each other. When one cannot be
/// sent, all are sent again.
public final class EmailChannel implements NotificationChannel {
  private static final int PATIENCE_MILLIS = 15_000;

  private final EmailSettings settings;
  private final Recipients recipients;
  private final Mailer mailer;

  public EmailChannel(EmailSettings settings) {
    this(settings, Recipients.NONE);
  }

  public EmailChannel(EmailSettings settings, Recipients recipients) {
    this.settings = settings;
    this.recipients = recipients;
    this.mailer =
        MailerBuilder.withSMTPServer(
                settings.host(),
                settings.port(),
                settings.user().isEmpty() ? null : settings.user(),
                settings.user().isEmpty() ? null : settings.password())
            .withTransportStrategy(strategy(settings.encryption()))
            .withSessionTimeout(PATIENCE_MILLIS)
            .withProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2")
            .withProperty("mail.smtps.ssl.protocols", "TLSv1.3 TLSv1.2")
            .buildMailer();
  }

  private static TransportStrategy strategy(EmailSettings.Encryption encryption) {
    return switch (encryption) {
      case TLS -> TransportStrategy.SMTPS;
      case STARTTLS -> TransportStrategy.SMTP_TLS;
      case NONE -> TransportStrategy.SMTP;
    };
  }

  @Override
  public String name() {
    return "email";
  }

  @Override
  public void send(Notification notification) {
    try {
      others(notification)
          .forEach((language, addresses) ->
              mailer.sendMail(email(notification, language, addresses), false).join());
    } catch (MailException | CompletionException e) {
      throw new SageException(
          ErrorCode.SERVER_UNREACHABLE,
          "The mail server %s:%d does not take the message. It is sent again later; see notifications.email."
              .formatted(settings.host(), settings.port()),
          e);
    }
  }

  private Map<Language, Set<String>> others(Notification notification) {
    Map<Language, Set<String>> others = new EnumMap<>(Language.class);
    if (!settings.to().isEmpty()) {
      others.put(settings.language(), new LinkedHashSet<>());
    }
    recipients.of(notification).stream()
        .filter(one -> !settings.to().contains(one.address()))
        .forEach(one ->
            others.computeIfAbsent(one.language(), _ -> new LinkedHashSet<>()).add(one.address()));
    return others;
  }

  /// A server that gets the same message again can tell by its id.
  private Email email(Notification notification, Language language, Set<String> others) {
    NotificationText text = NotificationText.of(notification, language);
    return EmailBuilder.startingBlank()
        .from(settings.from())
        .toMultiple(language == settings.language() ? settings.to() : List.of())
        .bccMultiple(others.toArray(String[]::new))
        .fixingMessageId(messageId(notification, language))
        .withSubject(text.subject())
        .withPlainText(text.body())
        .buildEmail();
  }

  private String messageId(Notification notification, Language language) {
    String which =
        language == settings.language() ? "" : "-" + language.name().toLowerCase(Locale.ROOT);
    return "<%s%s@sage>".formatted(notification.id(), which);
  }
}
