package dev.sage.server.work;

import dev.sage.engine.Destinations;
import dev.sage.spi.Destination;
import dev.sage.spi.DestinationPlugin;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Destinations by the names that the settings give them, the embedded warehouse by its own, and
/// any other by its URL.
public final class NamedDestinations implements Destinations {
  private static final String WAREHOUSE = "warehouse";

  private final Map<String, String> urls;
  private final @Nullable Supplier<String> warehouse;
  private final List<DestinationPlugin> plugins =
      ServiceLoader.load(DestinationPlugin.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  /// @param warehouse the URL of the embedded one; empty: there is none here
  public NamedDestinations(Map<String, String> urls, Optional<Supplier<String>> warehouse) {
    this.urls = Map.copyOf(urls);
    this.warehouse = warehouse.orElse(null);
  }

  @Override
  public Destination connect(String nameOrUrl) {
    String url = url(nameOrUrl);
    return plugins.stream()
        .filter(plugin -> plugin.accepts(url))
        .findFirst()
        .orElseThrow(() -> invalid("No connector serves destinations of this form."))
        .connect(url);
  }

  private String url(String nameOrUrl) {
    if (urls.containsKey(nameOrUrl)) {
      return urls.getOrDefault(nameOrUrl, "");
    }
    if (nameOrUrl.equals(WAREHOUSE)) {
      if (warehouse == null) {
        throw invalid(
            "There is no embedded warehouse when metadata.url is set. Set destinations.warehouse.");
      }
      return warehouse.get();
    }
    if (!nameOrUrl.contains("://")) {
      throw invalid(
          "The settings have no destination of the name that the contract uses. Add it under destinations.");
    }
    return nameOrUrl;
  }

  private static SageException invalid(String message) {
    return new SageException(ErrorCode.DESTINATION_INVALID, message);
  }
}
