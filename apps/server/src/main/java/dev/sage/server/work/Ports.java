package dev.sage.server.work;

import dev.sage.metadata.calendar.PostgresqlDeliveryCalendar;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.execution.PostgresqlExecutionQueue;
import dev.sage.metadata.inbox.PostgresqlInboxes;
import dev.sage.metadata.inbox.PostgresqlLedger;
import dev.sage.metadata.notify.PostgresqlOutbox;
import dev.sage.metadata.notify.Subscriptions;
import dev.sage.metadata.retention.PostgresqlRetention;
import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.notify.Outbox;
import dev.sage.orchestrator.retention.Retention;

/// What the control path needs, in PostgreSQL.
public record Ports(
    Inboxes inboxes,
    Ledger ledger,
    PostgresqlExecutionQueue queue,
    DeliveryCalendar calendar,
    Outbox outbox,
    Retention retention,
    Subscriptions subscriptions)
    implements AutoCloseable {

  public static Ports of(MetadataDatabase database) {
    return new Ports(
        new PostgresqlInboxes(database),
        new PostgresqlLedger(database),
        new PostgresqlExecutionQueue(database),
        new PostgresqlDeliveryCalendar(database),
        new PostgresqlOutbox(database),
        new PostgresqlRetention(database),
        new Subscriptions(database));
  }

  @Override
  public void close() {
    queue.close();
  }
}
