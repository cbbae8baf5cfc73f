package dev.sage.server.desk;

import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.server.admin.AuditView;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.Paging;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The audit log.
record AuditDesk(AuditLog log, JsonMapper json) implements Desks.Audit {

  @Override
  public Page<AuditView> list(Optional<String> kind, Optional<String> object, Paging paging) {
    Optional<Subject> subject =
        kind.isPresent() && object.isPresent()
            ? Optional.of(new Subject(kind.get(), object.get()))
            : Optional.empty();
    return Pages.of(log.list(subject, Pages.number(paging), paging.limit()), this::view);
  }

  @Override
  public int forget(Duration older) {
    return log.deleteOlderThan(older);
  }

  private AuditView view(AuditLog.Entry entry) {
    return new AuditView(
        entry.number(),
        entry.at(),
        entry.who(),
        entry.action(),
        entry.subject().kind(),
        entry.subject().id(),
        entry.before().map(json::readTree),
        entry.after().map(json::readTree));
  }
}
