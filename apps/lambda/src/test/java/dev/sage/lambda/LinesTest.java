package dev.sage.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Prices;
import dev.sage.worker.cost.Usage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  /// 2 GB for one and a half seconds.
  private static final Usage USED = new Usage(0, 2_048 * 1_500, 0, 0, 0, 0, 0, 0, 0);

  private static final Prices PRICES = Prices.NONE.withGbSecond(new BigDecimal("0.5"));
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Lines lines =
      new Lines(
          new PrintStream(written, false, UTF_8),
          Clock.fixed(Instant.ofEpochSecond(10), ZoneOffset.UTC));

  @Test
  void what_happens_is_a_line_of_json() {
    lines.log("INFO", "It \"ended\"", Map.of("execution_id", "e"));

    assertThat(written.toString(UTF_8))
        .isEqualTo(
            "{\"timestamp\":\"1970-01-01T00:00:10Z\",\"level\":\"INFO\",\"message\":\"It \\\"ended\\\"\",\"execution_id\":\"e\"}\n");
  }

  @Test
  void metrics_are_in_the_embedded_format_of_cloudwatch() {
    lines.metrics(
        new Metrics("done", Duration.ofMillis(1500), 7, 99, USED, Cost.of(USED, PRICES)),
        Map.of("attempt", "1"));

    assertThat(written.toString(UTF_8))
        .startsWith(
            "{\"_aws\":{\"Timestamp\":10000,\"CloudWatchMetrics\":[{\"Namespace\":\"SAGE\",\"Dimensions\":[[\"placement\",\"outcome\"]],\"Metrics\":[{\"Name\":\"duration\",\"Unit\":\"Milliseconds\"},")
        .endsWith(
            "\"placement\":\"lambda\",\"outcome\":\"done\",\"duration\":1500,\"rows\":7,\"bytes\":99,\"gb_seconds\":3.0,\"cost\":1.5,\"attempt\":\"1\"}\n");
  }

  @Test
  void the_trace_is_that_of_the_message_or_of_lambda() {
    String xray = "Root=1-0123abcd-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1";
    String w3c = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    assertThat(TraceId.of(Optional.of(w3c), xray)).contains("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(TraceId.of(Optional.empty(), xray)).contains("0123abcd0123456789abcdef01234567");
    assertThat(TraceId.of(Optional.of("?"), "")).isEmpty();
  }
}
