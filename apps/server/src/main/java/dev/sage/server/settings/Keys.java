package dev.sage.server.settings;

import dev.sage.server.settings.Kind.Address;
import dev.sage.server.settings.Kind.Choice;
import dev.sage.server.settings.Kind.Count;
import dev.sage.server.settings.Kind.Dollars;
import dev.sage.server.settings.Kind.Place;
import dev.sage.server.settings.Kind.Rate;
import dev.sage.server.settings.Kind.Size;
import dev.sage.server.settings.Kind.Text;
import dev.sage.server.settings.Kind.Time;
import dev.sage.server.settings.Kind.Truth;
import java.util.List;

/// Every setting that there is. The reference has the same table, and a test compares them.
public final class Keys {
  private static final Kind TEXT = new Text();
  private static final Kind PLACE = new Place();
  private static final Kind TIME = new Time();
  private static final Kind SIZE = new Size();
  private static final Kind TRUTH = new Truth();
  private static final Kind RATE = new Rate();
  private static final Kind DOLLARS = new Dollars();

  public static final List<Key> ALL =
      List.of(
          Key.of(
              "home", PLACE, ".sage", "The folder of all that the server keeps on this machine."),
          Key.of("http.port", new Count(0, 65_535), "8080", "The port; 0 takes a free one."),
          Key.of("http.bind", TEXT, "127.0.0.1", "The address it listens at; `0.0.0.0` is all."),
          Key.of("http.max_body", SIZE, "1MB", "The largest body of a request that is no upload."),
          Key.of(
              "http.tls.certificate", PLACE, "", "A PEM file with the certificate and its chain."),
          Key.of("http.tls.key", PLACE, "", "A PEM file with its private key."),
          Key.of(
              "http.tls.min_version",
              new Choice(List.of("TLSv1.2", "TLSv1.3")),
              "TLSv1.2",
              "The oldest TLS."),
          Key.of(
              "language",
              new Choice(List.of("es", "en")),
              "es",
              "Of messages, where a request says none."),
          Key.secret(
              "metadata.url",
              new Address(List.of("postgresql", "postgres")),
              "The PostgreSQL of the metadata; nothing: the embedded one."),
          Key.of("metadata.connections", new Count(2, 200), "10", "Connections to it, at most."),
          Key.of(
              "store.url",
              new Address(List.of("file", "s3")),
              "",
              "Where executions are kept; nothing: in `home`."),
          Key.of("daemon.enabled", TRUTH, "true", "Whether this process does executions, too."),
          Key.of("daemon.name", TEXT, "daemon-1", "Tells daemons apart; no two may have the same."),
          Key.of("daemon.local_executions", new Count(1, 64), "3", "Executions at a time."),
          Key.of("daemon.scan_interval", TIME, "1s", "How often folders are looked at."),
          Key.of("daemon.lease", TIME, "60s", "How long a silent worker is thought to live."),
          Key.of("daemon.stop_within", TIME, "20s", "How long a stop waits for what runs."),
          Key.of("executions.deadline", TIME, "30m", "How long one may run."),
          Key.of("executions.retries", new Count(0, 100), "3", "After failures that pass."),
          Key.of("executions.memory", SIZE, "1GiB", "Memory of the engine of one."),
          Key.of(
              "executions.threads",
              new Count(0, 1024),
              "0",
              "Threads of one; 0: one for each CPU."),
          Key.of(
              "burst.function",
              new Address(List.of("lambda")),
              "",
              "The function that executions go to when the queue grows; nothing: all is done here."),
          Key.of(
              "burst.locks",
              new Address(List.of("dynamodb")),
              "",
              "Where executions are locked, by workers here and functions alike."),
          Key.of(
              "burst.queue_over",
              new Count(0, 1_000_000),
              "3",
              "With more waiting, work goes out."),
          Key.of("burst.cpu_over", new Count(1, 100), "80", "With more load, in percent, too."),
          Key.of("burst.patience", TIME, "1m", "What has waited longer goes out, too."),
          Key.of("burst.functions", new Count(1, 10_000), "50", "Functions at a time, at most."),
          Key.of("burst.time", TIME, "15m", "How long a function may run."),
          Key.of("burst.memory", SIZE, "2GiB", "Memory of a function."),
          Key.of("burst.largest", SIZE, "3GiB", "The largest delivery that goes to functions."),
          Key.of("burst.rate", SIZE, "5MiB", "What a function does in a second, at least."),
          Key.of("burst.part", SIZE, "64MiB", "How large the parts of a large delivery are."),
          Key.of("burst.lease", TIME, "60s", "How long a silent function is thought to live."),
          Key.of(
              "burst.budget.day",
              DOLLARS,
              "",
              "US dollars that functions may cost in a day of UTC; nothing: no limit."),
          Key.of(
              "burst.budget.month",
              DOLLARS,
              "",
              "US dollars that they may cost in a month of UTC; nothing: no limit."),
          Key.of(
              "burst.prices",
              PLACE,
              "",
              "A file with prices; nothing: the list prices that come with SAGE."),
          Key.of(
              "burst.architecture",
              new Choice(List.of("x86_64", "arm64")),
              "x86_64",
              "Of the function."),
          Key.of("burst.disk", SIZE, "10GiB", "The `/tmp` of a function."),
          Key.of(
              "burst.transfer_out",
              TRUTH,
              "false",
              "Whether what functions land leaves Amazon's region, which costs."),
          Key.secret(
              "destinations.*",
              new Address(List.of("postgresql", "postgres")),
              "Where contracts land, by the name they use for it."),
          Key.of("notifications.email.host", TEXT, "", "The SMTP server; nothing: no e-mail."),
          Key.of("notifications.email.port", new Count(1, 65_535), "587", "Its port."),
          Key.of("notifications.email.user", TEXT, "", "Who logs in there."),
          Key.secret("notifications.email.password", TEXT, "With what password."),
          Key.of("notifications.email.from", TEXT, "", "The sender of messages."),
          Key.of("notifications.email.to", TEXT, "", "Who gets them, with commas between."),
          Key.of(
              "notifications.email.tls",
              new Choice(List.of("starttls", "tls", "none")),
              "starttls",
              "How the connection is encrypted."),
          Key.of(
              "notifications.webhook.url",
              new Address(List.of("http", "https")),
              "",
              "What is called; nothing: no webhook."),
          Key.secret("notifications.webhook.secret", TEXT, "Signs what is sent there."),
          Key.of("logs.dir", PLACE, "", "The folder of the log; nothing: `logs` in `home`."),
          Key.of(
              "logs.level",
              new Choice(List.of("error", "warn", "info", "debug", "trace")),
              "info",
              "From which level on."),
          Key.of("logs.max_size", SIZE, "50MB", "A new file after that much."),
          Key.of("logs.keep", TIME, "14d", "How long files of the log stay."),
          Key.of("logs.console", TRUTH, "false", "Whether the log is on standard error, too."),
          Key.of("limits.requests", RATE, "600/m", "Requests of one token."),
          Key.of("limits.anonymous", RATE, "120/m", "Requests without a token of one address."),
          Key.of("limits.upload", SIZE, "20GB", "The largest delivery."),
          Key.of(
              "limits.token_days",
              new Count(1, 3650),
              "365",
              "Life of a token that says no other."),
          Key.of(
              "retention.executions",
              TIME,
              "90d",
              "How long the files of an execution stay after its end."),
          Key.of(
              "retention.deliveries",
              TIME,
              "1095d",
              "How long deliveries and their executions are remembered."),
          Key.of("retention.audit", TIME, "730d", "How long the audit log stays."),
          Key.of("retention.uploads", TIME, "2d", "How long an unfinished upload stays."));

  private Keys() {}
}
