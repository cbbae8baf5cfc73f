package dev.sage.spi.notify;

/// A way to tell: an e-mail, a webhook. Called by one thread at a time.
public interface NotificationChannel {
  /// A short word: `email`.
  String name();

  /// Tells. Returns when whoever carries it has taken it.
  ///
  /// @throws dev.sage.spi.SageException of type EXTERNAL; it will be tried again
  void send(Notification notification);
}
