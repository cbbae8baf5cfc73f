package dev.sage.server.work;

import dev.sage.server.settings.Settings;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.storage.LocalStore;
import java.net.URI;
import java.nio.file.Path;

/// Opens the store that the settings name.
public final class Stores {
  private Stores() {}

  public static ExecutionStore open(Settings settings) {
    return settings
        .store()
        .map(Stores::open)
        .orElseGet(() -> LocalStore.open(settings.home().resolve("store")));
  }

  private static ExecutionStore open(String url) {
    URI uri = URI.create(url);
    if (uri.getScheme().equals("file")) {
      return LocalStore.open(Path.of(uri.getPath()));
    }
    throw new SageException(
        ErrorCode.NOT_BUILT_YET,
        "A store at %s:// is not wired into the server yet. Leave store.url away, or use file://."
            .formatted(uri.getScheme()));
  }
}
