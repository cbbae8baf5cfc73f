package dev.sage.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.worker.cost.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsReaderTest {

  @Test
  void nothing_said_is_everything_at_its_default() {
    Settings settings = read("");

    assertThat(settings.http())
        .isEqualTo(new Settings.Http(8080, "127.0.0.1", 1_000_000, java.util.Optional.empty()));
    assertThat(settings.home()).isEqualTo(Path.of(".sage").toAbsolutePath());
    assertThat(settings.metadata().url()).isEmpty();
    assertThat(settings.store()).isEmpty();
    assertThat(settings.daemon().enabled()).isTrue();
    assertThat(settings.daemon().localExecutions()).isEqualTo(3);
    assertThat(settings.executions().deadline()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.executions().memory()).isEqualTo(1L << 30);
    assertThat(settings.destinations()).isEmpty();
    assertThat(settings.notifications().email()).isEmpty();
    assertThat(settings.logs().dir()).isEqualTo(settings.home().resolve("logs"));
    assertThat(settings.limits().requests()).isEqualTo(new RequestRate(600, Duration.ofMinutes(1)));
    assertThat(settings.language()).isEqualTo(Language.ES);
  }

  static Stream<Key> keys() {
    return Keys.ALL.stream();
  }

  /// Each default is itself valid, so that what the reference shows can be written.
  @ParameterizedTest
  @MethodSource("keys")
  void a_default_is_a_value_of_its_kind(Key key) {
    assertThat(key.initial().isEmpty() || key.kind().read(key.initial()).isPresent()).isTrue();
    assertThat(key.description()).isNotBlank().endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void each_key_is_taken_from_the_environment_before_the_file(Key key) {
    String value = valid(key);
    Map<String, String> environment = new HashMap<>(NEEDED);
    environment.put(key.variable() + (key.isNamedByUser() ? "DWH" : ""), value);
    String path = key.path().replace("*", "dwh");

    Settings settings = new SettingsReader(environment).read(nested(path, "otro"), "sage.yaml");

    assertThat(settings.shown()).containsEntry(path, key.secret() ? "***" : shown(key, value));
  }

  private static String nested(String path, String value) {
    long depth = path.chars().filter(c -> c == '.').count();
    return path.replace(".", ": {") + ": '" + value + "'" + "}".repeat((int) depth);
  }

  /// What some keys need beside them to be accepted.
  private static final Map<String, String> NEEDED =
      Map.of(
          "SAGE_HTTP_TLS_CERTIFICATE", "pom.xml",
          "SAGE_HTTP_TLS_KEY", "pom.xml",
          "SAGE_BURST_LOCKS", "dynamodb://locks?region=eu-west-1",
          "SAGE_STORE_URL", "s3://bucket?region=eu-west-1",
          "SAGE_NOTIFICATIONS_EMAIL_FROM", "sage@example.org",
          "SAGE_RETENTION_EXECUTIONS", "1m");

  private static String valid(Key key) {
    if (key.path().startsWith("http.tls.") && !key.path().endsWith("version")) {
      return "pom.xml";
    }
    return switch (key.kind()) {
      case Kind.Count count -> Integer.toString(count.most());
      case Kind.Truth _ -> "true";
      case Kind.Time _ -> "7m";
      case Kind.Size _ -> "512MB";
      case Kind.Choice choice -> choice.words().getLast();
      case Kind.Place _ -> "/srv/sage";
      case Kind.Address address -> address.schemes().getFirst() + "://host/x";
      case Kind.Rate _ -> "5/s";
      case Kind.Dollars _ -> "2.50";
      case Kind.Text _ -> "valor";
    };
  }

  private static String shown(Key key, String value) {
    return key.kind().read(value).orElseThrow().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "'http: {prot: 1}', http.prot, http.port",
    "'htp: {port: 1}', htp.port, http.port",
    "'daemon: {local_execution: 1}', daemon.local_execution, daemon.local_executions"
  })
  void an_unknown_key_is_named_and_the_likely_one_too(String yaml, String key, String near) {
    refused(yaml).hasMessageContaining(key).hasMessageContaining("Did you mean " + near + "?");
  }

  @Test
  void all_that_is_wrong_is_said_at_once_with_its_line() {
    refused("http:\n  port: 99999\nlogs:\n  level: loud\nexecutions:\n  deadline: 30\nxyz: 1")
        .hasMessageContaining("sage.yaml:2: the value of http.port is not valid. Accepted: 0–65535")
        .hasMessageContaining("sage.yaml:4: the value of logs.level")
        .hasMessageContaining("sage.yaml:6: the value of executions.deadline")
        .hasMessageContaining("There is no setting xyz.");
  }

  @Test
  void a_value_that_is_wrong_is_never_repeated() {
    refused("metadata: {url: 'mysql://user:geheim@host'}").hasMessageNotContaining("geheim");
  }

  @Test
  void variables_are_put_in_and_one_that_is_missing_is_named() {
    SettingsReader reader = new SettingsReader(Map.of("PASSWORD", "geheim"));

    Settings settings =
        reader.read("destinations: {dwh: 'postgresql://u:${env:PASSWORD}@db/x'}", "sage.yaml");

    assertThat(settings.destinations()).containsEntry("dwh", "postgresql://u:geheim@db/x");
    assertThat(settings.toString()).doesNotContain("geheim").contains("destinations.dwh=***");
    assertThatThrownBy(() -> reader.read("store: {url: 's3://${env:BUCKET}'}", "sage.yaml"))
        .hasMessageContaining("sage.yaml:1: the variable BUCKET is not set");
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "30s, PT30S", "30m, PT30M", "12h, PT12H", "7d, PT168H"})
  void durations_have_units(String text, String duration) {
    assertThat(read("daemon: {scan_interval: " + text + "}").daemon().scanInterval())
        .isEqualTo(Duration.parse(duration));
  }

  @ParameterizedTest
  @CsvSource({"99999999, 99999999", "512MB, 512000000", "1GiB, 1073741824", "2TB, 2000000000000"})
  void sizes_have_units(String text, long bytes) {
    assertThat(read("executions: {memory: " + text + "}").executions().memory()).isEqualTo(bytes);
  }

  private static String burst(String region, String more) {
    return """
    store: {url: "s3://b/?region=%1$s"}
    burst:
      function: lambda://f?region=%1$s
      locks: dynamodb://t?region=%1$s
      %2$s
    """
        .formatted(region, more);
  }

  @Test
  void a_budget_is_dollars_and_needs_prices() {
    Settings settings = read(burst("eu-west-1", "budget: {day: 1, month: 20.50}"));

    Settings.Burst burst = settings.burst().orElseThrow();
    assertThat(burst.pricing().day()).contains(Money.parse("1"));
    assertThat(burst.pricing().month()).contains(Money.parse("20.50"));
    assertThat(PriceChoice.of(burst).region()).isEqualTo("eu-west-1");
    refused(burst("mars-1", "budget: {day: 1}"))
        .hasMessageContaining("burst.prices: a budget needs the prices")
        .hasMessageContaining("mars-1")
        .hasMessageContaining("us-east-1");
    refused(burst("eu-west-1", "budget: {day: mucho}")).hasMessageContaining("1, 0.50");
    refused(burst("eu-west-1", "prices: /no/such/file"))
        .hasMessageContaining("The prices in /no/such/file cannot be read");
    Settings.Burst free = read(burst("mars-1", "queue_over: 4")).burst().orElseThrow();
    assertThat(PriceChoice.of(free).region()).isEqualTo("us-east-1");
  }

  @Test
  void what_is_no_yaml_or_no_mapping_is_refused() {
    refused("a: [1").hasMessageContaining("is not YAML");
    refused("- 1").hasMessageContaining("sage.yaml:1");
    refused("http: {port: [1]}").hasMessageContaining("http.port is not a value");
  }

  private static Settings read(String yaml) {
    return new SettingsReader(Map.of()).read(yaml, "sage.yaml");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(String yaml) {
    return assertThatThrownBy(() -> read(yaml))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID));
  }

  @Test
  void settings_that_need_each_other_are_looked_at_together() {
    refused("http: {tls: {certificate: /nowhere/cert.pem}}")
        .hasMessageContaining("http.tls.certificate: /nowhere/cert.pem cannot be read")
        .hasMessageContaining("http.tls.key");
    refused("notifications: {email: {host: smtp}}")
        .hasMessageContaining("notifications.email.from");
    refused("retention: {executions: 90d, deliveries: 30d}")
        .hasMessageContaining("retention.deliveries: no shorter");
    assertThat(
            List.of(
                read("notifications: {email: {host: smtp, from: a@b, to: 'x@y, z@y'}}")
                    .notifications()
                    .email()
                    .orElseThrow()
                    .to()))
        .containsExactly(List.of("x@y", "z@y"));
  }
}
