package dev.sage.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ThreadHeartbeatsTest {
  private static final Duration OFTEN = Duration.ofMillis(1);

  @Test
  void beatsAgainAndAgain() throws Exception {
    CountDownLatch beats = new CountDownLatch(3);
    try (ThreadHeartbeats heart = new ThreadHeartbeats();
        Heartbeats.Beating beating = heart.begin(OFTEN, beats::countDown)) {
      assertThat(beating).isNotNull();
      beats.await();
    }
  }

  @Test
  void aBeatThatHangsHoldsUpNoOther() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch beats = new CountDownLatch(3);
    try (ThreadHeartbeats heart = new ThreadHeartbeats();
        Heartbeats.Beating hanging = heart.begin(OFTEN, () -> await(free));
        Heartbeats.Beating other = heart.begin(OFTEN, beats::countDown)) {
      assertThat(hanging).isNotSameAs(other);
      beats.await();
      free.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
