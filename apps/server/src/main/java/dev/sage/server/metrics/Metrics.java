package dev.sage.server.metrics;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// What is counted and measured in this process.
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public Metrics(Path home) {
    List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            new DiskSpaceMetrics(home.toFile()))
        .forEach(binder -> binder.bindTo(registry));
    collections.bindTo(registry);
  }

  /// Meters of deliveries and executions.
  public WorkMeters work(Clock clock) {
    return new WorkMeters(registry, clock);
  }

  /// The connections of a pool.
  public void watch(DataSource pool) {
    if (pool instanceof HikariDataSource known && known.getMetricRegistry() == null) {
      known.setMetricRegistry(registry);
    }
  }

  /// A figure that is asked for when somebody looks.
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /// A request that was answered.
  public void request(String method, String route, int status, Duration took) {
    Timer.builder("http.server.requests")
        .description("Requests to the API")
        .tags("method", method, "uri", route, "status", Integer.toString(status))
        .publishPercentileHistogram(false)
        .register(registry)
        .record(took);
  }

  /// All of it in the text format of Prometheus.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
