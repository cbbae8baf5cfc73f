package dev.sage.server.platform;

import dev.sage.server.admin.Desks;
import dev.sage.server.admin.TokenForm;
import dev.sage.server.admin.TokenView;
import dev.sage.server.settings.Settings;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done now and then, by every server: forgetting what is old, and a token for this
/// machine.
final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final String NAME = "local";

  private final Settings settings;
  private final Desks desks;
  private final ExecutionStore store;

  Housekeeping(Settings settings, Desks desks, ExecutionStore store) {
    this.settings = settings;
    this.desks = desks;
    this.store = store;
  }

  /// Whoever may read the home of this server administers it.
  void provideToken() {
    Path file = settings.home().resolve("admin.token");
    if (Home.read(file).flatMap(desks.tokens()::caller).isPresent()) {
      return;
    }
    TokenView made =
        desks
            .tokens()
            .create(
                new TokenForm(
                    NAME, "administrador", Optional.empty(), Optional.empty(), Optional.empty()),
                Duration.ofDays(settings.limits().tokenDays()),
                settings.daemon().name());
    Home.write(file, made.token().orElseThrow());
  }

  void tidy() {
    try {
      int entries = desks.audit().forget(settings.retention().audit());
      int keys = desks.idempotency().forgetOld();
      desks.uploads().expired().forEach(store::deleteAll);
      LOG.atDebug().addKeyValue("audit", entries).addKeyValue("keys", keys).log("tidied");
    } catch (SageException e) {
      LOG.atWarn().addKeyValue("code", e.code()).setCause(e).log("cannot tidy now");
    }
  }
}
