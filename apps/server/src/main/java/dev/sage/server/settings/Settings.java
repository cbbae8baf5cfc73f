package dev.sage.server.settings;

import dev.sage.spi.Language;
import dev.sage.worker.cost.Architecture;
import dev.sage.worker.cost.Money;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the server was told. `docs/reference/server.md` explains each.
///
/// @param shown every value as it may be logged
public record Settings(
    Path home,
    Http http,
    Language language,
    Metadata metadata,
    Optional<String> store,
    Daemon daemon,
    Executions executions,
    Optional<Burst> burst,
    Map<String, String> destinations,
    Notifications notifications,
    Logs logs,
    Limits limits,
    Retention retention,
    Map<String, String> shown) {
  public Settings {
    destinations = Map.copyOf(destinations);
  }

  /// @param tls empty: none
  public record Http(int port, String bind, long maxBody, Optional<Tls> tls) {}

  public record Tls(Path certificate, Path key, String minVersion) {}

  /// @param url empty: the embedded PostgreSQL
  public record Metadata(Optional<String> url, int connections) {}

  public record Daemon(
      boolean enabled,
      String name,
      int localExecutions,
      Duration scanInterval,
      Duration lease,
      Duration stopWithin) {}

  /// @param threads 0: one for each CPU
  public record Executions(Duration deadline, int retries, long memory, int threads) {}

  /// Executions in functions.
  ///
  /// @param cpuOver in percent
  /// @param rate bytes a second that a function does
  public record Burst(
      String function,
      String locks,
      int queueOver,
      int cpuOver,
      Duration patience,
      int functions,
      Duration time,
      long memory,
      long largest,
      long rate,
      long part,
      Duration lease,
      Pricing pricing) {}

  /// What functions cost, and may cost.
  ///
  /// @param table empty: the one that comes with SAGE
  /// @param disk of a function, in bytes
  /// @param sendsOut whether what is landed leaves the region
  public record Pricing(
      Optional<Path> table,
      Architecture architecture,
      long disk,
      boolean sendsOut,
      Optional<Money> day,
      Optional<Money> month) {}

  public record Notifications(Optional<Email> email, Optional<Webhook> webhook) {}

  public record Email(
      String host,
      int port,
      Optional<String> user,
      Optional<String> password,
      String from,
      List<String> to,
      String tls) {
    public Email {
      to = List.copyOf(to);
    }

    @Override
    public String toString() {
      return "Email[" + host + ":" + port + "]";
    }
  }

  public record Webhook(String url, Optional<String> secret) {
    @Override
    public String toString() {
      return "Webhook[" + url + "]";
    }
  }

  public record Logs(Path dir, String level, long maxSize, Duration keep, boolean console) {}

  /// @param upload bytes of a delivery
  /// @param tokenDays life of a token that says no other
  public record Limits(RequestRate requests, RequestRate anonymous, long upload, int tokenDays) {}

  /// @param executions of their files
  /// @param deliveries of what is known of them and their executions
  public record Retention(
      Duration executions, Duration deliveries, Duration audit, Duration uploads) {}

  @Override
  public String toString() {
    return "Settings" + shown;
  }

  static Settings of(Values values) {
    Path home = values.place("home").orElseThrow().toAbsolutePath().normalize();
    return new Settings(
        home,
        new Http(
            values.count("http.port"),
            values.word("http.bind"),
            values.size("http.max_body"),
            tls(values)),
        Language.valueOf(values.word("language").toUpperCase(Locale.ROOT)),
        new Metadata(values.text("metadata.url"), values.count("metadata.connections")),
        values.text("store.url"),
        daemon(values),
        new Executions(
            values.time("executions.deadline"),
            values.count("executions.retries"),
            values.size("executions.memory"),
            values.count("executions.threads")),
        burst(values),
        values.named("destinations."),
        new Notifications(email(values), webhook(values)),
        logs(values, home),
        new Limits(
            values.rate("limits.requests"),
            values.rate("limits.anonymous"),
            values.size("limits.upload"),
            values.count("limits.token_days")),
        new Retention(
            values.time("retention.executions"),
            values.time("retention.deliveries"),
            values.time("retention.audit"),
            values.time("retention.uploads")),
        values.shown());
  }

  private static Optional<Tls> tls(Values values) {
    return values
        .place("http.tls.certificate")
        .map(certificate ->
            new Tls(
                certificate,
                values.place("http.tls.key").orElse(Path.of("")),
                values.word("http.tls.min_version")));
  }

  private static Daemon daemon(Values values) {
    return new Daemon(
        values.truth("daemon.enabled"),
        values.word("daemon.name"),
        values.count("daemon.local_executions"),
        values.time("daemon.scan_interval"),
        values.time("daemon.lease"),
        values.time("daemon.stop_within"));
  }

  private static Optional<Burst> burst(Values values) {
    return values
        .text("burst.function")
        .map(function ->
            new Burst(
                function,
                values.text("burst.locks").orElse(""),
                values.count("burst.queue_over"),
                values.count("burst.cpu_over"),
                values.time("burst.patience"),
                values.count("burst.functions"),
                values.time("burst.time"),
                values.size("burst.memory"),
                values.size("burst.largest"),
                values.size("burst.rate"),
                values.size("burst.part"),
                values.time("burst.lease"),
                pricing(values)));
  }

  private static Pricing pricing(Values values) {
    return new Pricing(
        values.place("burst.prices"),
        Architecture.of(values.word("burst.architecture")).orElseThrow(),
        values.size("burst.disk"),
        values.truth("burst.transfer_out"),
        values.dollars("burst.budget.day"),
        values.dollars("burst.budget.month"));
  }

  private static Optional<Email> email(Values values) {
    return values
        .text("notifications.email.host")
        .map(host ->
            new Email(
                host,
                values.count("notifications.email.port"),
                values.text("notifications.email.user"),
                values.text("notifications.email.password"),
                values.text("notifications.email.from").orElse(""),
                values.text("notifications.email.to").stream()
                    .flatMap(all -> List.of(all.split(",")).stream())
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .toList(),
                values.word("notifications.email.tls")));
  }

  private static Optional<Webhook> webhook(Values values) {
    return values
        .text("notifications.webhook.url")
        .map(url -> new Webhook(url, values.text("notifications.webhook.secret")));
  }

  private static Logs logs(Values values, Path home) {
    return new Logs(
        values.place("logs.dir").orElse(home.resolve("logs")),
        values.word("logs.level"),
        values.size("logs.max_size"),
        values.time("logs.keep"),
        values.truth("logs.console"));
  }

  /// What is wrong with values that are each right.
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    http.tls()
        .ifPresent(tls -> {
          if (!Files.isReadable(tls.certificate())) {
            problems.add("http.tls.certificate: " + tls.certificate() + " cannot be read.");
          }
          if (!Files.isReadable(tls.key()) || Files.isDirectory(tls.key())) {
            problems.add("http.tls.key: name the PEM file of the certificate's private key.");
          }
        });
    if (http.tls().isEmpty() && shown.containsKey("http.tls.key")) {
      problems.add("http.tls.key: http.tls.certificate is missing.");
    }
    notifications
        .email()
        .ifPresent(email -> {
          if (email.from().isEmpty()) {
            problems.add("notifications.email.from is missing.");
          }
        });
    burst.ifPresent(some -> {
      if (some.locks().isEmpty()) {
        problems.add("burst.locks is missing: functions and this server lock executions there.");
      }
      if (store.filter(url -> url.startsWith("s3:")).isEmpty()) {
        problems.add("burst.function: functions reach a store.url of s3://, and no other.");
      }
      if (some.lease().compareTo(Duration.ofSeconds(1)) < 0) {
        problems.add("burst.lease: 1s or more.");
      }
      PriceChoice.problem(some).ifPresent(problems::add);
    });
    if (daemon.name().isBlank() || daemon.name().length() > 60) {
      problems.add("daemon.name: 1 to 60 characters.");
    }
    if (daemon.lease().compareTo(Duration.ofSeconds(5)) < 0) {
      problems.add("daemon.lease: 5s or more.");
    }
    if (!executions.deadline().isPositive()) {
      problems.add("executions.deadline: 1s or more.");
    }
    if (!retention.executions().isPositive()) {
      problems.add("retention.executions: 1s or more.");
    }
    if (retention.deliveries().compareTo(retention.executions()) < 0) {
      problems.add("retention.deliveries: no shorter than retention.executions.");
    }
    if (executions.memory() < 64L << 20) {
      problems.add("executions.memory: 64MiB or more.");
    }
    return problems;
  }
}
