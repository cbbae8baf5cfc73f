package dev.sage.server.desk;

import dev.sage.metadata.access.ApiTokens;
import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.cost.Costs;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.execution.ExecutionAdministration;
import dev.sage.metadata.execution.ExecutionStatistics;
import dev.sage.metadata.inbox.ContractAdministration;
import dev.sage.metadata.inbox.InboxAdministration;
import dev.sage.metadata.notify.Subscriptions;
import dev.sage.metadata.request.IdempotencyKeys;
import dev.sage.metadata.request.Uploads;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.server.admin.Desks;
import dev.sage.server.settings.Settings;
import dev.sage.server.work.Functions;
import dev.sage.spi.storage.ExecutionStore;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// All desks over one database.
public final class MetadataDesks {
  private MetadataDesks() {}

  public static Desks of(
      MetadataDatabase database,
      Settings settings,
      Inboxes active,
      ExecutionStore store,
      Supplier<UUID> ids) {
    InboxAdministration inboxes = new InboxAdministration(database);
    Costs costs = new Costs(database);
    ContractAdministration contracts = new ContractAdministration(database);
    return new Desks(
        new InboxDesk(
            inboxes, contracts, new Drafts(settings), ids, new Landings(inboxes, contracts)),
        new ContractDesk(contracts),
        new ExecutionDesk(
            new ExecutionAdministration(database),
            costs,
            active,
            contracts,
            store,
            settings.home().resolve("incoming"),
            ids),
        new TokensDesk(new ApiTokens(database, new SecureRandom()), inboxes),
        new SubscriptionDesk(new Subscriptions(database), inboxes, settings.language(), ids),
        new AuditDesk(new AuditLog(database), new JsonMapper()),
        new UploadsDesk(new Uploads(database), settings.retention().uploads(), ids),
        new IdempotencyDesk(new IdempotencyKeys(database), settings.daemon().lease()),
        new StatisticsDesk(new ExecutionStatistics(database), costs),
        new CostsDesk(
            costs, settings.burst().map(own -> Functions.placement(own, settings.executions()))));
  }
}
