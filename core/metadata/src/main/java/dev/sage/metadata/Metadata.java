package dev.sage.metadata;

import dev.sage.metadata.access.ApiTokens;
import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.calendar.PostgresqlDeliveryCalendar;
import dev.sage.metadata.cost.Costs;
import dev.sage.metadata.daemon.Daemons;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.execution.ExecutionAdministration;
import dev.sage.metadata.execution.ExecutionStatistics;
import dev.sage.metadata.execution.PostgresqlBurstQueue;
import dev.sage.metadata.execution.PostgresqlExecutionQueue;
import dev.sage.metadata.inbox.ContractAdministration;
import dev.sage.metadata.inbox.Deliveries;
import dev.sage.metadata.inbox.InboxAdministration;
import dev.sage.metadata.inbox.PostgresqlInboxes;
import dev.sage.metadata.inbox.PostgresqlLedger;
import dev.sage.metadata.notify.PostgresqlOutbox;
import dev.sage.metadata.notify.Subscriptions;
import dev.sage.metadata.request.IdempotencyKeys;
import dev.sage.metadata.request.Uploads;
import dev.sage.metadata.secret.SecretKeys;
import dev.sage.metadata.secret.SecretVault;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The metadata, open: the ports of the orchestrator, and what the server shows and changes. All of
/// it is safe for use by many threads.
///
/// ```
/// try (Metadata metadata = new Metadata(MetadataDatabase.open(url))) {
///   List<Execution> work = metadata.queue().claim("daemon-1", 3);
/// }
/// ```
public final class Metadata implements AutoCloseable {
  private final MetadataDatabase database;
  private final PostgresqlExecutionQueue queue;

  /// Closes the database when it is closed.
  public Metadata(MetadataDatabase database) {
    this.database = database;
    this.queue = new PostgresqlExecutionQueue(database);
  }

  public MetadataDatabase database() {
    return database;
  }

  public PostgresqlExecutionQueue queue() {
    return queue;
  }

  /// What functions cost.
  public Costs costs() {
    return new Costs(database);
  }

  /// The same queue, where some executions are done by functions.
  public PostgresqlBurstQueue burst() {
    return new PostgresqlBurstQueue(database);
  }

  public PostgresqlLedger ledger() {
    return new PostgresqlLedger(database);
  }

  public PostgresqlInboxes inboxes() {
    return new PostgresqlInboxes(database);
  }

  public PostgresqlDeliveryCalendar calendar() {
    return new PostgresqlDeliveryCalendar(database);
  }

  public PostgresqlOutbox outbox() {
    return new PostgresqlOutbox(database);
  }

  public Subscriptions subscriptions() {
    return new Subscriptions(database);
  }

  public InboxAdministration inboxAdministration() {
    return new InboxAdministration(database);
  }

  public ContractAdministration contracts() {
    return new ContractAdministration(database);
  }

  public Deliveries deliveries() {
    return new Deliveries(database);
  }

  public ExecutionAdministration executions() {
    return new ExecutionAdministration(database);
  }

  public ExecutionStatistics statistics() {
    return new ExecutionStatistics(database);
  }

  public ApiTokens tokens() {
    return new ApiTokens(database, new SecureRandom());
  }

  public AuditLog audit() {
    return new AuditLog(database);
  }

  public IdempotencyKeys idempotency() {
    return new IdempotencyKeys(database);
  }

  public Uploads uploads() {
    return new Uploads(database);
  }

  public Daemons daemons() {
    return new Daemons(database);
  }

  /// Secrets with the keys of a file; see [SecretVault#open].
  public SecretVault secrets(Path keyFile) {
    return SecretVault.open(database, keyFile);
  }

  /// Secrets with keys from elsewhere.
  public SecretVault secrets(SecretKeys keys) {
    return new SecretVault(database, keys);
  }

  @Override
  public void close() {
    queue.close();
    database.close();
  }
}
