package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.daemon.DaemonEvents.Component;
import dev.sage.orchestrator.notify.Outbox;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import dev.sage.spi.notify.NotificationChannel;
import java.time.Duration;
import java.util.List;

/// Carries what waits in the outbox to every channel. What a channel does not take stays.
final class Courier {
  private static final int AT_ONCE = 50;
  private static final Duration HOLD = Duration.ofMinutes(5);

  private final Outbox outbox;
  private final List<NotificationChannel> channels;
  private final DaemonEvents events;

  Courier(DaemonParts parts) {
    this.outbox = parts.outbox();
    this.channels = parts.channels();
    this.events = parts.events();
  }

  void carry() {
    for (NotificationChannel channel : channels) {
      for (Notification notification : outbox.take(channel.name(), AT_ONCE, HOLD)) {
        carry(channel, notification);
      }
    }
  }

  private void carry(NotificationChannel channel, Notification notification) {
    try {
      channel.send(notification);
      outbox.told(channel.name(), notification.id());
    } catch (SageException e) {
      outbox.failed(channel.name(), notification.id(), e.code().name());
      events.trouble(Component.COURIER, e);
    }
  }
}
