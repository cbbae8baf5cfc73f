package dev.sage.worker.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.worker.json.JsonValues;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  private static final Measured MEASURED =
      new Measured(Duration.ofMillis(1), Duration.ofMillis(2), 3, 4, 5, 6);

  @Test
  void what_is_added_to_a_result_is_read_and_the_rest_stays() {
    JsonValues result =
        JsonValues.parse(MEASURED.addedTo("{\"token\": 7, \"o\": {}}\n".getBytes(UTF_8)));

    assertThat(result.number("token")).isEqualTo(7);
    assertThat(Measured.of(result.object(Measured.NAME))).isEqualTo(MEASURED);
  }

  @Test
  void it_is_added_to_objects_only() {
    assertThatThrownBy(() -> MEASURED.addedTo("[1]".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
