package dev.sage.server.admin;

import dev.sage.spi.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who keeps what the API shows and changes. Every change is in the audit log when its method
/// returns, in the same transaction.
///
/// What is named by a text is named by its id or its name. What is not there is a
/// [dev.sage.spi.ErrorCode#NOT_FOUND], what contradicts what is there a
/// [dev.sage.spi.ErrorCode#CONFLICT].
public record Desks(
    Inboxes inboxes,
    Contracts contracts,
    Executions executions,
    TokenDesk tokens,
    Subscriptions subscriptions,
    Audit audit,
    Uploads uploads,
    Idempotency idempotency,
    Statistics statistics,
    Costs costs) {

  public interface Inboxes {
    Page<InboxView> list(Paging paging);

    InboxView get(String idOrName);

    InboxView create(InboxForm form, String who);

    /// @param revision that the caller has seen; empty: whatever it is
    InboxView change(UUID id, InboxForm form, Optional<Long> revision, String who);

    void remove(UUID id, Optional<Long> revision, String who);

    List<MaterializationView> materializations(Optional<UUID> inbox);
  }

  public interface Contracts {
    Page<ContractView> list(Paging paging);

    /// The current version.
    ContractView get(String name);

    List<ContractView> versions(String name);

    /// @param version empty: the current one
    byte[] yaml(String name, Optional<Integer> version);

    /// Publishes a version; the same bytes as the current one are that one.
    ///
    /// @param sha256 of the version that the caller has seen; empty: whatever it is
    ContractView publish(String name, byte[] yaml, Optional<String> sha256, String who);
  }

  public interface Executions {
    Page<ExecutionView> list(Filter filter, Paging paging);

    ExecutionView get(UUID id);

    /// Cancels one that waits, asks one that runs to stop.
    ExecutionView cancel(UUID id, String who);

    ExecutionView retry(UUID id, String who);

    /// Queues the same delivery again as a new execution.
    ExecutionView replay(UUID id, String who);

    /// Which ones a list has.
    record Filter(
        Optional<String> state,
        Optional<UUID> inbox,
        Optional<UUID> sender,
        Optional<Instant> from,
        Optional<Instant> to) {}
  }

  public interface TokenDesk extends Tokens {
    Page<TokenView> list(Paging paging);

    /// The answer alone holds the token.
    TokenView create(TokenForm form, Duration life, String who);

    /// A new one of the same rights; the old one ends.
    TokenView rotate(UUID id, Duration life, String who);

    void revoke(UUID id, String who);
  }

  public interface Subscriptions {
    Page<SubscriptionView> list(Paging paging);

    SubscriptionView get(UUID id);

    SubscriptionView create(SubscriptionForm form, String who);

    /// @param seen what the caller has seen
    SubscriptionView change(SubscriptionView seen, SubscriptionForm form, String who);

    void remove(SubscriptionView seen, String who);
  }

  public interface Audit {
    Page<AuditView> list(Optional<String> kind, Optional<String> object, Paging paging);

    /// Forgets what is older.
    int forget(Duration older);
  }

  public interface Uploads {
    UploadView begin(
        UUID inbox, Optional<UUID> sender, String filename, long size, Duration life, String who);

    UploadView get(UUID id);

    /// Moves the offset.
    ///
    /// @return false when it was not at `from` any more
    boolean advance(UUID id, long from, long to);

    void remove(UUID id);

    /// Forgets those whose time has passed.
    ///
    /// @return which: their parts can go too
    List<UUID> expired();
  }

  /// Requests that are made once.
  public interface Idempotency {
    /// @param fingerprint of the request
    Answer begin(Caller caller, String key, String fingerprint);

    /// @param life how long it is remembered
    void end(Caller caller, String key, int status, String body, Duration life);

    /// It failed: the key is free again.
    void forget(Caller caller, String key);

    /// Forgets what nobody asks for any more.
    int forgetOld();

    /// What is known of a key.
    sealed interface Answer {
      /// Nobody used it: go on.
      record Fresh() implements Answer {}

      /// The same request is being made now.
      record Busy() implements Answer {}

      /// It was used for another request.
      record Other() implements Answer {}

      record Done(int status, String body) implements Answer {}
    }
  }

  public interface Costs {
    /// language of explanations
    CostsView of(LocalDate from, LocalDate to, Language language);

    /// How the budget stands; empty: there are no functions.
    Optional<CostsView.BudgetView> budget(Language language);

    List<CostsView.AdviceView> advice(Language language);
  }

  public interface Statistics {
    StatisticsView of(LocalDate from, LocalDate to, Optional<UUID> inbox);

    /// Executions that wait now.
    long waiting();
  }
}
