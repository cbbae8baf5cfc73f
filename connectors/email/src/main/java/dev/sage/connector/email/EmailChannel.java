package dev.sage.connector.email;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import dev.sage.spi.notify.NotificationChannel;
import dev.sage.spi.notify.NotificationText;
import java.util.concurrent.CompletionException;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/// Sends each notification as a plain e-mail.
public final class EmailChannel implements NotificationChannel {
  private static final int PATIENCE_MILLIS = 15_000;

  private final EmailSettings settings;
  private final Mailer mailer;

  public EmailChannel(EmailSettings settings) {
    this.settings = settings;
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
      mailer.sendMail(email(notification), false).join();
    } catch (MailException | CompletionException e) {
      throw new SageException(
          ErrorCode.SERVER_UNREACHABLE,
          "The mail server %s:%d does not take the message. It is sent again later; see notifications.email."
              .formatted(settings.host(), settings.port()),
          e);
    }
  }

  /// A server that gets the same message again can tell by its id.
  private Email email(Notification notification) {
    NotificationText text = NotificationText.of(notification, settings.language());
    return EmailBuilder.startingBlank()
        .from(settings.from())
        .toMultiple(settings.to())
        .fixingMessageId("<%s@sage>".formatted(notification.id()))
        .withSubject(text.subject())
        .withPlainText(text.body())
        .buildEmail();
  }
}
