package dev.sage.connector.email;

import dev.sage.spi.Language;
import dev.sage.spi.notify.Notification;
import java.util.List;

/// Who gets a message beside those of the settings.
@FunctionalInterface
public interface Recipients {
  /// Nobody.
  Recipients NONE = _ -> List.of();

  /// @throws dev.sage.spi.SageException when that cannot be said now; the message is sent later
  List<Recipient> of(Notification notification);

  /// Somebody and the language of the message.
  record Recipient(String address, Language language) {}
}
