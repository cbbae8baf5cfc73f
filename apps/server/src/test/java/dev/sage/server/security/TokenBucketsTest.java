package dev.sage.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.server.settings.RequestRate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokenBucketsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final TokenBuckets buckets =
      new TokenBuckets(new RequestRate(2, Duration.ofSeconds(10)), nanos::get);

  @Test
  void as_many_pass_at_once_as_in_the_time_and_then_one_after_the_other() {
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isEqualTo(5);

    nanos.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isEqualTo(5);
  }

  @Test
  void keys_have_nothing_to_do_with_each_other() {
    buckets.take("a");
    buckets.take("a");

    assertThat(buckets.take("b")).isZero();
  }

  @Test
  void waiting_long_saves_no_more_than_one_burst() {
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    buckets.take("a");
    buckets.take("a");

    assertThat(buckets.take("a")).isPositive();
  }
}
