package dev.sage.orchestrator.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Names of senders, fit for every store.
class StoredNamesTest {
  @Test
  void usual_names_stay_as_they_are() {
    assertThat(StoredNames.of("Ventas España (1).csv")).isEqualTo("Ventas España (1).csv");
  }

  @Test
  void what_would_be_a_folder_or_cannot_be_seen_becomes_a_line() {
    assertThat(StoredNames.of("a/b\\c\nd.csv")).isEqualTo("a_b_c_d.csv");
  }

  @Test
  void names_that_mean_something_else_are_replaced() {
    assertThat(StoredNames.of("..")).isEqualTo("delivery");
    assertThat(StoredNames.of("  ")).isEqualTo("delivery");
  }

  @Test
  void of_a_long_name_the_end_is_kept() {
    assertThat(StoredNames.of("x".repeat(300) + ".csv")).hasSize(200).endsWith(".csv");
  }
}
