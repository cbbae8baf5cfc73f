package dev.sage.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  @Test
  void a_region_is_enough() {
    FunctionSettings settings = read(Map.of("AWS_REGION", "eu-west-1"));

    assertThat(settings.store()).isEqualTo("s3://sage-executions/executions/?region=eu-west-1");
    assertThat(settings.leases())
        .isEqualTo("dynamodb://sage_execution_locks?region=eu-west-1&watch=true");
    assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.reserve()).isEmpty();
    assertThat(settings.destinations()).isEmpty();
    assertThat(settings.memory()).isEqualTo(2L << 30);
  }

  @Test
  void everything_can_be_said() {
    FunctionSettings settings =
        read(
            Map.ofEntries(
                Map.entry("AWS_REGION", "x"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/[1]ab"),
                Map.entry("SAGE_S3_BUCKET", "datos"),
                Map.entry("SAGE_S3_PREFIX", "un/prefijo/"),
                Map.entry("SAGE_S3_ENDPOINT", "http://127.0.0.1:9000"),
                Map.entry("SAGE_S3_PATH_STYLE", "true"),
                Map.entry("SAGE_S3_SSE", "AES256"),
                Map.entry("SAGE_LOCK_TABLE", "cerrojos"),
                Map.entry("SAGE_DYNAMODB_ENDPOINT", "http://127.0.0.1:8000"),
                Map.entry("SAGE_LEASE", "3s"),
                Map.entry("SAGE_TIME_RESERVE", "500ms"),
                Map.entry("SAGE_DESTINATIONS_WAREHOUSE", "postgresql://u:p@h/d"),
                Map.entry("SAGE_SCRATCH", "/tmp/otro"),
                Map.entry("SAGE_PRICE_GB_SECOND", "0.5")));

    assertThat(settings.store())
        .isEqualTo(
            "s3://datos/un/prefijo/?region=x&endpoint=http%3A%2F%2F127.0.0.1%3A9000&path_style=true&sse=AES256");
    assertThat(settings.leases())
        .isEqualTo(
            "dynamodb://cerrojos?region=x&watch=true&endpoint=http%3A%2F%2F127.0.0.1%3A8000");
    assertThat(settings.reserve()).contains(Duration.ofMillis(500));
    assertThat(settings.destinations()).containsEntry("warehouse", "postgresql://u:p@h/d");
    assertThat(settings.engineMemory()).isBetween(400L << 20, 410L << 20);
    assertThat(settings.scratch()).isEqualTo(Path.of("/tmp/otro"));
    assertThat(settings.owner()).isEqualTo("lambda 2026/[1]ab");
    assertThat(settings.prices().gbSecond()).isEqualByComparingTo("0.5");
    assertThat(settings.prices().region()).as("x is in no table").isEqualTo("us-east-1");
    assertThat(settings.toString()).doesNotContain("u:p");
  }

  @Test
  void every_problem_is_said_at_once() {
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "SAGE_S3_BUKET", "x",
                    "SAGE_LEASE", "soon",
                    "SAGE_S3_PATH_STYLE", "yes",
                    "SAGE_METADATA_URL", "postgresql://u:secreto@h/d")))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID))
        .hasMessageContaining("AWS_REGION is missing")
        .hasMessageContaining("Did you mean SAGE_S3_BUCKET?")
        .hasMessageContaining("SAGE_LEASE")
        .hasMessageContaining("500ms, 30s, 5m")
        .hasMessageContaining("true, false")
        .hasMessageNotContaining("secreto");
  }

  @Test
  void time_is_kept_for_the_end() {
    FunctionSettings usual = read(Map.of("AWS_REGION", "x"));
    assertThat(usual.worksFor(Duration.ofMinutes(15))).isEqualTo(Duration.ofSeconds(855));
    assertThat(usual.worksFor(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(50));
    assertThat(usual.worksFor(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(2));

    FunctionSettings own = read(Map.of("AWS_REGION", "x", "SAGE_TIME_RESERVE", "2s"));
    assertThat(own.worksFor(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(8));
    assertThat(own.reserve()).isEqualTo(Optional.of(Duration.ofSeconds(2)));
  }

  private static FunctionSettings read(Map<String, String> environment) {
    return new SettingsReader(environment).read();
  }
}
