package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.notify.Outbox;
import dev.sage.spi.notify.Notification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The outbox over [MemoryMetadata].
public final class MemoryOutbox implements Outbox {
  private static final Duration DELAY = Duration.ofMinutes(1);
  private static final int MOST = 10;

  private final MemoryMetadata metadata;
  private final InstantSource clock;
  private final Set<Sending> told = new HashSet<>();
  private final Map<Sending, Instant> heldUntil = new HashMap<>();
  private final Map<Sending, Integer> failures = new HashMap<>();

  public MemoryOutbox(MemoryMetadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  private record Sending(String channel, UUID notification) {}

  @Override
  public synchronized void add(Notification notification) {
    metadata.add(notification);
  }

  @Override
  public synchronized List<Notification> take(String channel, int most, Duration hold) {
    Instant now = clock.instant();
    List<Notification> taken =
        metadata.outbox().stream()
            .filter(one -> isDue(new Sending(channel, one.id()), now))
            .limit(most)
            .toList();
    taken.forEach(one -> heldUntil.put(new Sending(channel, one.id()), now.plus(hold)));
    return taken;
  }

  private boolean isDue(Sending sending, Instant now) {
    return !told.contains(sending)
        && failures.getOrDefault(sending, 0) < MOST
        && !heldUntil.getOrDefault(sending, Instant.MIN).isAfter(now);
  }

  @Override
  public synchronized void told(String channel, UUID notification) {
    told.add(new Sending(channel, notification));
  }

  @Override
  public synchronized void failed(String channel, UUID notification, String why) {
    Sending sending = new Sending(channel, notification);
    int times = failures.merge(sending, 1, Integer::sum);
    heldUntil.put(sending, clock.instant().plus(DELAY.multipliedBy(times)));
  }
}
