package dev.sage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.engine.Cancellation;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TenureTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final Cancellation work = new Cancellation();
  private final Scripted lease = new Scripted();
  private final Steps heart = new Steps();
  private final Tenure tenure =
      new Tenure(lease, Duration.ofSeconds(60), nanos::get, nanos.get(), work, heart);

  @Test
  void renewsEveryThird() {
    for (int i = 0; i < 12; i++) {
      beatAfter(5);
    }

    assertThat(lease.renewals).isEqualTo(3);
    assertThat(work.isCancelled()).isFalse();
  }

  @Test
  void aRenewalThatIsRefusedCancelsTheWork() {
    lease.answer = Answer.LOST;
    beatAfter(20);

    assertLost();
  }

  @Test
  void aRenewalThatFailsIsTriedAgain() {
    lease.answer = Answer.UNKNOWN;
    beatAfter(20);
    beatAfter(5);
    lease.answer = Answer.HELD;
    beatAfter(5);
    beatAfter(19);

    assertThat(lease.renewals).isEqualTo(3);
    assertThat(work.isCancelled()).isFalse();
    assertThatCode(tenure::check).doesNotThrowAnyException();
  }

  @Test
  void twoThirdsWithoutARenewalAreTheEnd() {
    lease.answer = Answer.UNKNOWN;
    beatAfter(39);
    assertThat(work.isCancelled()).isFalse();
    beatAfter(1);

    assertLost();
  }

  @Test
  void whoSleptForTooLongDoesNotAskAnyMore() {
    beatAfter(61);

    assertThat(lease.renewals).isZero();
    assertLost();
  }

  @Test
  void whoWaitedForTheLeaseBeginsItsLengthAnew() {
    nanos.addAndGet(Duration.ofSeconds(70).toNanos());
    tenure.begin();
    beatAfter(19);

    assertThat(lease.renewals).isEqualTo(1);
    assertThat(work.isCancelled()).isFalse();
  }

  @Test
  void whoGotTheLeaseAtOnceAsksNobodyAgain() {
    tenure.begin();

    assertThat(lease.renewals).isZero();
  }

  @Test
  void onceLostIsLostForEver() {
    beatAfter(61);
    beatAfter(1);

    assertThatThrownBy(tenure::check).isInstanceOf(SageException.class);
    assertThatThrownBy(tenure::check).isInstanceOf(SageException.class);
  }

  @Test
  void aCheckAsksForReal() {
    assertThatCode(tenure::check).doesNotThrowAnyException();
    lease.answer = Answer.LOST;

    assertThatThrownBy(tenure::check)
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_LOST));
    assertLost();
  }

  @Test
  void aCheckThatGetsNoAnswerGoesByTheClock() {
    lease.answer = Answer.UNKNOWN;
    nanos.addAndGet(Duration.ofSeconds(39).toNanos());
    assertThatCode(tenure::check).doesNotThrowAnyException();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThatThrownBy(tenure::check).isInstanceOf(SageException.class);
  }

  @Test
  void endingStopsTheHeartAndReleases() {
    tenure.close();

    assertThat(lease.released).isTrue();
    assertThat(heart.beating).isFalse();
  }

  @Test
  void aReleaseThatFailsIsLeftToExpire() {
    lease.answer = Answer.UNKNOWN;

    assertThatCode(tenure::close).doesNotThrowAnyException();
  }

  private void assertLost() {
    assertThat(tenure.isLost()).isTrue();
    assertThat(work.isCancelled()).isTrue();
  }

  private void beatAfter(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    heart.beat.run();
  }

  private enum Answer {
    HELD,
    LOST,
    UNKNOWN
  }

  private static final class Steps implements Heartbeats {
    private Runnable beat = () -> {};
    private boolean beating;

    @Override
    public Beating begin(Duration interval, Runnable each) {
      assertThat(interval).isEqualTo(Duration.ofSeconds(5));
      beat = each;
      beating = true;
      return () -> beating = false;
    }
  }

  private static final class Scripted implements Lease {
    private Answer answer = Answer.HELD;
    private int renewals;
    private boolean released;

    @Override
    public UUID resource() {
      return new UUID(1, 2);
    }

    @Override
    public long token() {
      return 1;
    }

    @Override
    public boolean renew() {
      renewals++;
      return known() == Answer.HELD;
    }

    @Override
    public void release() {
      released = known() != Answer.LOST;
    }

    private Answer known() {
      if (answer == Answer.UNKNOWN) {
        throw new SageException(ErrorCode.METADATA_UNREACHABLE, "Nobody knows.");
      }
      return answer;
    }
  }
}
