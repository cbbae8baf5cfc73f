package dev.sage.metadata.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.notify.Subscriptions.Subscription;
import dev.sage.spi.Language;
import dev.sage.spi.notify.Notification.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SubscriptionsIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private Subscriptions subscriptions;
  private UUID inbox;

  @BeforeEach
  void prepare() {
    subscriptions = new Subscriptions(database.get());
    inbox = new PostgresqlControlPath(database).inbox();
  }

  @Test
  void whoSubscribedIsARecipient() {
    Subscription all = save(Optional.empty(), Kind.DELIVERY_LATE, "a@x.mx", true);
    Subscription own = save(Optional.of(inbox), Kind.DELIVERY_LATE, "b@x.mx", true);
    save(Optional.of(inbox), Kind.DELIVERY_LATE, "c@x.mx", false);
    save(Optional.of(inbox), Kind.EXECUTION_FAILED, "d@x.mx", true);

    assertThat(subscriptions.recipients(Kind.DELIVERY_LATE, inbox.toString(), "email"))
        .containsExactly(all, own);
    assertThat(subscriptions.recipients(Kind.DELIVERY_LATE, "otra", "email")).containsExactly(all);
    assertThat(subscriptions.recipients(Kind.DELIVERY_LATE, "otra", "webhook")).isEmpty();
    assertThat(subscriptions.list()).hasSize(4);
  }

  @Test
  void whatIsDeletedIsGoneAndAudited() {
    Subscription one = save(Optional.empty(), Kind.DELIVERY_LATE, "a@x.mx", true);

    subscriptions.delete(one.id(), "eva");

    assertThat(subscriptions.list()).isEmpty();
    assertThat(new AuditLog(database.get()).of(Subject.of("suscripcion", one.id())))
        .extracting(entry -> entry.who() + " " + entry.action())
        .containsExactly("eva borrar", "ana guardar");
    assertThatThrownBy(() -> subscriptions.delete(one.id(), "eva"))
        .hasMessageContaining("no subscription");
  }

  @Test
  void whatWasChangedMeanwhileIsNotChangedAgain() {
    Subscription seen = save(Optional.empty(), Kind.DELIVERY_LATE, "a@x.mx", true);
    Subscription silent =
        new Subscription(
            seen.id(), Optional.of(inbox), seen.kind(), "email", "a@x.mx", Language.EN, false);

    subscriptions.change(silent, seen, "eva");

    assertThat(subscriptions.get(seen.id())).contains(silent);
    assertThatThrownBy(() -> subscriptions.change(seen, seen, "eva"))
        .hasMessageContaining("changed meanwhile");
    assertThatThrownBy(() -> subscriptions.delete(seen, "eva"))
        .hasMessageContaining("changed meanwhile");
    assertThat(subscriptions.list()).containsExactly(silent);
    subscriptions.delete(silent, "eva");
    assertThatThrownBy(() -> subscriptions.change(silent, silent, "eva"))
        .hasMessageContaining("no subscription");
  }

  @Test
  void oldNotificationsAreForgotten() {
    PostgresqlOutbox outbox = new PostgresqlOutbox(database.get());
    database.get().transact(session -> Announcements.add(session, Kind.DELIVERY_LATE, Map.of()));
    outbox.take("email", 10, Duration.ZERO);

    assertThat(outbox.deleteOlderThan(Duration.ZERO)).as("a week is kept").isZero();
    database.run("UPDATE notificaciones SET registrada_en = now() - interval '8 days'");

    assertThat(outbox.deleteOlderThan(Duration.ofDays(9))).isZero();
    assertThat(outbox.deleteOlderThan(Duration.ofDays(1))).isEqualTo(1);
  }

  private Subscription save(Optional<UUID> of, Kind kind, String address, boolean active) {
    Subscription subscription =
        new Subscription(UUID.randomUUID(), of, kind, "email", address, Language.ES, active);
    subscriptions.save(subscription, "ana");
    return subscription;
  }
}
