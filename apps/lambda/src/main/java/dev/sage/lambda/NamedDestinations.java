package dev.sage.lambda;

import dev.sage.engine.Destinations;
import dev.sage.spi.Destination;
import dev.sage.spi.DestinationPlugin;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.Map;

/// Destinations by the names that the settings give them, and any other by its URL.
record NamedDestinations(Map<String, String> urls) implements Destinations {
  NamedDestinations {
    urls = Map.copyOf(urls);
  }

  @Override
  public Destination connect(String nameOrUrl) {
    String url = urls.getOrDefault(nameOrUrl, nameOrUrl);
    if (!url.contains("://")) {
      throw new SageException(
          ErrorCode.DESTINATION_INVALID,
          "The function has no destination of the name that the contract uses. Set SAGE_DESTINATIONS_ and its name.");
    }
    return Plugins.of(DestinationPlugin.class, plugin -> plugin.accepts(url))
        .orElseThrow(() ->
            new SageException(
                ErrorCode.DESTINATION_INVALID, "No connector serves destinations of this form."))
        .connect(url);
  }
}
