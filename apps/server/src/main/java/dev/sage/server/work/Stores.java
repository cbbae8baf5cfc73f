package dev.sage.server.work;

import dev.sage.server.settings.Settings;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StorePlugin;
import dev.sage.worker.storage.LocalStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.ServiceLoader;

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
    for (StorePlugin plugin : ServiceLoader.load(StorePlugin.class)) {
      if (plugin.accepts(url)) {
        return plugin.open(url);
      }
    }
    throw new SageException(
        ErrorCode.SETTINGS_INVALID,
        "store.url: no store is kept at %s://. There are file:// and s3://."
            .formatted(uri.getScheme()));
  }
}
