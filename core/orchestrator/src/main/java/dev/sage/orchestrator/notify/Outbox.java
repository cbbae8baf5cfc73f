package dev.sage.orchestrator.notify;

import dev.sage.spi.notify.Notification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Notifications that wait to be told. What is put there was put in the transaction of what it is
/// about, so that it is told at least once.
public interface Outbox {
  void add(Notification notification);

  /// Takes some whose time has come; nobody else gets them for `hold`.
  ///
  /// @param channel each channel tells each notification once
  List<Notification> take(String channel, int most, Duration hold);

  void told(String channel, UUID notification);

  /// Again later; after a number of times, never.
  void failed(String channel, UUID notification, String why);
}
