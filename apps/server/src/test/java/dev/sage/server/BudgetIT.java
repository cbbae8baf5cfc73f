package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the API says about cost and budget. Functions are not there, and nobody asks them: what
/// they cost is written into the metadata.
@Timeout(300)
final class BudgetIT {
  @TempDir private static Path root;
  private static Postgres postgres;
  private static String metadata;
  private static S3Mock s3;
  private static RunningServer server;
  private static Client admin;

  @BeforeAll
  static void start() throws IOException {
    System.setProperty("aws.accessKeyId", "llave");
    System.setProperty("aws.secretAccessKey", "secreto");
    postgres = Postgres.start(root.resolve("postgres"));
    metadata = postgres.database("meta");
    s3 = S3Mock.start();
    server =
        Servers.start(
            root.resolve("home"),
            Map.ofEntries(
                Map.entry("SAGE_METADATA_URL", metadata),
                Map.entry("SAGE_STORE_URL", s3.bucket("sage")),
                Map.entry("SAGE_DAEMON_ENABLED", "false"),
                Map.entry("SAGE_BURST_FUNCTION", "lambda://f?region=us-east-1"),
                Map.entry("SAGE_BURST_LOCKS", "dynamodb://cerrojos?region=us-east-1"),
                Map.entry("SAGE_BURST_BUDGET_DAY", "1"),
                Map.entry("SAGE_BURST_BUDGET_MONTH", "20.50"),
                Map.entry("SAGE_LIMITS_REQUESTS", "100000/s")));
    admin = Servers.admin(server, root.resolve("home"));
  }

  @AfterAll
  static void stop() {
    server.close();
    s3.close();
    postgres.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static void spend(long nanos) {
    Postgres.query(
        """
        INSERT INTO costos_dia (dia, ejecuciones, invocaciones, gb_segundos, computo, total)
        VALUES ((now() AT TIME ZONE 'UTC')::date, 7, 9, 1.5, %1$d, %1$d)
        ON CONFLICT (dia) DO UPDATE SET computo = excluded.computo, total = excluded.total
        """
            .formatted(nanos),
        metadata);
  }

  private static JsonNode budgetPart() {
    return admin
        .get("/api/services/status")
        .json()
        .valueStream()
        .filter(part -> part.path("name").asString().equals("budget"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_is_spent_is_shown_and_when_the_budget_stops_functions() {
    spend(400_000_000);
    JsonNode costs = admin.get("/api/v1/costs").json();
    assertThat(costs.path("currency").asString()).isEqualTo("USD");
    assertThat(costs.path("prices").path("region").asString()).isEqualTo("us-east-1");
    JsonNode budget = costs.path("budget");
    assertThat(budget.path("day").decimalValue()).isEqualByComparingTo("1");
    assertThat(budget.path("month").decimalValue()).isEqualByComparingTo("20.5");
    assertThat(budget.path("left").decimalValue()).isEqualByComparingTo("0.6");
    assertThat(budget.path("stopped").asBoolean()).isFalse();
    assertThat(budgetPart().path("status").asString()).isEqualTo("ok");

    spend(999_000_000);

    JsonNode later = admin.get("/api/v1/costs").json();
    assertThat(later.path("budget").path("stopped").asBoolean()).isTrue();
    assertThat(later.path("budget").path("explanation").asString()).contains("stays here");
    JsonNode day = later.path("days").get(0);
    assertThat(day.path("functions").asInt()).isEqualTo(7);
    assertThat(day.path("gb_seconds").decimalValue()).isEqualByComparingTo("1.5");
    assertThat(day.path("cost").decimalValue()).isEqualByComparingTo("0.999");
    assertThat(day.path("kinds").path("compute").decimalValue()).isEqualByComparingTo("0.999");
    assertThat(day.path("left").decimalValue()).isEqualByComparingTo("0.001");
    assertThat(day.path("stopped").asBoolean()).isTrue();
    assertThat(budgetPart().path("status").asString()).isEqualTo("degraded");
    assertThat(budgetPart().path("seen").asString()).contains("0.999000000 USD");
    assertThat(admin.get("/metrics").body()).contains("sage_cost_today 0.999");
  }

  @Test
  void days_can_be_chosen_and_advice_needs_executions() {
    assertThat(admin.get("/api/v1/costs?from=2020-01-01&to=2020-01-31").json().path("days"))
        .isEmpty();
    assertThat(admin.get("/api/v1/costs?from=2020-01-31&to=2020-01-01").status()).isEqualTo(400);
    JsonNode advice = admin.get("/api/v1/costs/advice").json();
    assertThat(advice.get(0).path("kind").asString()).isEqualTo("TOO_FEW");
    assertThat(advice.get(0).path("text").asString()).contains("Only 0 executions");
  }
}
