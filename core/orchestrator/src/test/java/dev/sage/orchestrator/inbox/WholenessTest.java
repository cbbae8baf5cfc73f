package dev.sage.orchestrator.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.inbox.InboxSource.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Half a file is never taken for a delivery.
class WholenessTest {
  private static final Instant TIME = Instant.parse("2026-01-05T08:00:00Z");
  private static final Found HALF = new Found("ventas.csv", 100, TIME);
  private static final Found ALL = new Found("ventas.csv", 200, TIME);

  private long now;
  private final Wholeness wholeness = new Wholeness(Duration.ofSeconds(5), () -> now);

  @Test
  void a_file_is_whole_after_its_size_and_time_stayed_the_same_for_a_while() {
    assertThat(look(ALL)).isEmpty();
    pass(Duration.ofSeconds(4));
    assertThat(look(ALL)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(look(ALL)).containsExactly(ALL);
    assertThat(look(ALL)).containsExactly(ALL);
  }

  @Test
  void a_file_that_grows_is_not_whole() {
    look(HALF);
    pass(Duration.ofSeconds(5));
    assertThat(look(ALL)).isEmpty();
    pass(Duration.ofSeconds(5));
    assertThat(look(ALL)).containsExactly(ALL);
  }

  @Test
  void a_file_that_is_written_again_in_the_same_size_is_not_whole() {
    look(ALL);
    pass(Duration.ofSeconds(5));
    assertThat(look(new Found("ventas.csv", 200, TIME.plusSeconds(5)))).isEmpty();
  }

  @Test
  void a_marked_file_is_whole_at_once() {
    assertThat(wholeness.whole(new Listing(List.of(ALL), Set.of("ventas.csv"), Set.of())))
        .containsExactly(ALL);
  }

  @Test
  void a_file_that_got_its_name_after_an_unfinished_one_is_whole_at_once() {
    wholeness.whole(new Listing(List.of(), Set.of(), Set.of("ventas.csv")));

    assertThat(look(ALL)).containsExactly(ALL);
    assertThat(look(ALL)).containsExactly(ALL);
  }

  @Test
  void a_file_beside_an_unfinished_one_of_its_name_waits_for_it() {
    Listing both = new Listing(List.of(HALF), Set.of(), Set.of("ventas.csv"));
    wholeness.whole(both);
    pass(Duration.ofSeconds(60));

    assertThat(wholeness.whole(both)).isEmpty();
  }

  @Test
  void a_later_file_of_a_name_that_once_was_unfinished_has_to_settle() {
    wholeness.whole(new Listing(List.of(), Set.of(), Set.of("ventas.csv")));
    look(ALL);
    wholeness.whole(new Listing(List.of(), Set.of(), Set.of()));

    assertThat(look(HALF)).isEmpty();
  }

  private List<Found> look(Found file) {
    return wholeness.whole(new Listing(List.of(file), Set.of(), Set.of()));
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}
