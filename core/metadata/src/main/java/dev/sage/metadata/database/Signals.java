package dev.sage.metadata.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Hears what is told by `NOTIFY`, on a connection of its own that is made anew when it breaks.
///
/// A signal can be lost only while there is no connection; so waits are short then, and everybody
/// is woken when there is one again.
public final class Signals implements AutoCloseable {
  private static final int LOOK_MILLIS = 1_000;
  private static final int LOOKS_BETWEEN_PROBES = 30;
  private static final Duration DEAF = Duration.ofSeconds(1);

  private final MetadataDatabase database;
  private final String channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long heard;
  private boolean isListening;
  private boolean isClosed;
  private @Nullable Thread listener;
  private @Nullable Connection connection;

  public Signals(MetadataDatabase database, String channel) {
    this.database = database;
    this.channel = channel;
  }

  /// How much was heard until now: what happens after this call is not missed by [#await].
  public long heard() {
    lock.lock();
    try {
      if (listener == null && !isClosed) {
        listener = Thread.ofPlatform().daemon().name("sage-signals").start(this::listen);
      }
      return heard;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until more was heard than that, or the time has passed.
  public void await(long before, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Duration most = isListening || atMost.compareTo(DEAF) < 0 ? atMost : DEAF;
      long left = most.toNanos();
      while (heard == before && !isClosed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void listen() {
    while (!isClosed()) {
      try (Connection fresh = database.connect();
          Statement statement = fresh.createStatement()) {
        statement.execute("LISTEN " + channel);
        begin(fresh);
        hear(fresh);
      } catch (SQLException _) {
        // Whoever uses the database finds out and says so; here it is only tried again.
        pause();
      }
    }
  }

  private void hear(Connection fresh) throws SQLException {
    PGConnection driver = fresh.unwrap(PGConnection.class);
    for (int looks = 1; !isClosed(); looks++) {
      if (driver.getNotifications(LOOK_MILLIS).length > 0) {
        wake(true);
      } else if (looks % LOOKS_BETWEEN_PROBES == 0 && !fresh.isValid(5)) {
        throw new SQLException("the connection broke");
      }
    }
  }

  private void begin(Connection fresh) {
    lock.lock();
    try {
      connection = fresh;
    } finally {
      lock.unlock();
    }
    wake(true);
  }

  private void wake(boolean listens) {
    lock.lock();
    try {
      heard++;
      isListening = listens;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    wake(false);
    lock.lock();
    try {
      long left = DEAF.toNanos();
      while (!isClosed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return isClosed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Connection open;
    lock.lock();
    try {
      isClosed = true;
      open = connection;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (open != null) {
      abort(open);
    }
  }

  private static void abort(Connection open) {
    try {
      open.abort(Runnable::run);
    } catch (SQLException _) {
      // It was broken already.
    }
  }
}
