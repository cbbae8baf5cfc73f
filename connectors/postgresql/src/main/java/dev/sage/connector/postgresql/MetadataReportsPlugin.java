package dev.sage.connector.postgresql;

import dev.sage.spi.burst.OutcomeReports;
import dev.sage.spi.burst.OutcomeReportsPlugin;

/// Serves `postgresql://` and `postgres://`.
public final class MetadataReportsPlugin implements OutcomeReportsPlugin {
  @Override
  public boolean accepts(String url) {
    return ConnectionUrl.accepts(url);
  }

  @Override
  public OutcomeReports open(String url) {
    return new MetadataReports(new Connections(ConnectionUrl.parse(url, Environment.SYSTEM)));
  }
}
