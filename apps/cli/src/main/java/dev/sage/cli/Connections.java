package dev.sage.cli;

import dev.sage.engine.Destinations;
import dev.sage.spi.Destination;
import dev.sage.spi.DestinationPlugin;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Examination;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Connects to destinations by name or URL. Nothing is looked up, and no database is started,
/// before a load needs it.
final class Connections implements Destinations, AutoCloseable {
  static final String WAREHOUSE = "warehouse";

  private final Path root;
  private final WarehouseOpener opener;
  private @Nullable OpenWarehouse warehouse;

  /// @param root where the embedded warehouse keeps its data
  Connections(Path root, WarehouseOpener opener) {
    this.root = root;
    this.opener = opener;
  }

  @Override
  public Destination connect(String nameOrUrl) {
    String url = url(nameOrUrl);
    return plugin(url).connect(url);
  }

  /// Looks at a destination. What fails is part of the answer.
  Examination examine(String nameOrUrl) {
    String url = url(nameOrUrl);
    return plugin(url).examine(url);
  }

  private String url(String nameOrUrl) {
    String url = nameOrUrl.equals(WAREHOUSE) ? warehouseUrl() : nameOrUrl;
    if (!url.contains("://")) {
      throw new SageException(
          ErrorCode.DESTINATION_INVALID,
          "There is no destination of that name. Use `warehouse`, or a URL: postgresql://…");
    }
    return url;
  }

  /// The URL of the embedded warehouse, which is started if it is not yet open. Holds a password.
  String warehouseUrl() {
    OpenWarehouse open = warehouse;
    if (open == null) {
      open = opener.open(root);
      warehouse = open;
    }
    return open.url();
  }

  @Override
  public void close() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static DestinationPlugin plugin(String url) {
    for (DestinationPlugin plugin : ServiceLoader.load(DestinationPlugin.class)) {
      if (plugin.accepts(url)) {
        return plugin;
      }
    }
    throw new SageException(
        ErrorCode.DESTINATION_INVALID,
        "No connector serves destinations of the form "
            + SafeText.of(url.substring(0, url.indexOf("://")), 40)
            + "://. There is: postgresql://");
  }

  /// Starts or attaches to the embedded warehouse.
  @FunctionalInterface
  interface WarehouseOpener {
    OpenWarehouse open(Path root);
  }

  /// The embedded warehouse while this process uses it.
  interface OpenWarehouse extends AutoCloseable {
    /// Holds a password.
    String url();

    @Override
    void close();
  }
}
