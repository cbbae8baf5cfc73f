package dev.sage.testing.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import dev.sage.testing.FreshIds;
import dev.sage.testing.Racers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The promises of [Leases]. Nothing here sleeps: time is what the subclass lets pass.
///
/// Who wants a lease that somebody holds has asked once before it waits for it to expire: there are
/// leases that count from there.
public abstract class LeasesContract {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Duration TWO_THIRDS = Duration.ofSeconds(40);
  private static final Duration OVER = Duration.ofSeconds(61);

  private final UUID resource = FreshIds.next();

  /// What is under test; the same throughout a test.
  protected abstract Leases leases();

  /// The same leases as another process sees them.
  protected Leases another() {
    return leases();
  }

  /// Lets time pass for every clock that counts.
  protected abstract void passTime(Duration duration);

  @Test
  void aFreeResourceIsGiven() {
    Lease lease = acquire("one").orElseThrow();

    assertThat(lease.resource()).isEqualTo(resource);
    assertThat(lease.token()).isPositive();
    assertThat(lease.renew()).isTrue();
  }

  @Test
  void aHeldResourceIsRefusedToEverybodyItsOwnerIncluded() {
    assertThat(acquire("one")).isPresent();

    assertThat(acquire("two")).isEmpty();
    assertThat(acquire("one")).isEmpty();
    assertThat(another().acquire(resource, "one", LENGTH, 9)).isEmpty();
  }

  @Test
  void resourcesAreLeasedOneByOne() {
    assertThat(acquire("one")).isPresent();

    assertThat(leases().acquire(FreshIds.next(), "two", LENGTH, 1)).isPresent();
  }

  @Test
  void anExpiredLeaseIsTakenOverWithALargerToken() {
    Lease first = acquire("one").orElseThrow();
    assertThat(another().acquire(resource, "two", LENGTH, 1)).isEmpty();
    passTime(OVER);

    Lease second = another().acquire(resource, "two", LENGTH, 1).orElseThrow();

    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(acquire("one")).isEmpty();
  }

  @Test
  void aLeaseThatWasTakenOverIsLostForEver() {
    Lease first = acquire("one").orElseThrow();
    Lease second = takenOver("two");

    assertThat(first.renew()).isFalse();
    second.release();
    assertThat(first.renew()).isFalse();
    Lease third = acquire("three").orElseThrow();
    assertThat(first.renew()).isFalse();
    assertThat(second.renew()).isFalse();
    assertThat(third.renew()).isTrue();
  }

  @Test
  void renewalBeginsTheLengthAnew() {
    Lease lease = acquire("one").orElseThrow();
    for (int i = 0; i < 4; i++) {
      passTime(TWO_THIRDS);
      assertThat(acquire("two")).isEmpty();
      assertThat(lease.renew()).isTrue();
    }
    passTime(TWO_THIRDS);

    assertThat(acquire("two")).isEmpty();
    assertThat(lease.renew()).isTrue();
  }

  @Test
  void aLeaseThatExpiredAndThatNobodyTookCanBeRenewed() {
    Lease lease = acquire("one").orElseThrow();
    passTime(OVER);

    assertThat(lease.renew()).isTrue();
    assertThat(acquire("two")).isEmpty();
  }

  @Test
  void aReleasedResourceIsFreeAtOnceAndTokensGoOn() {
    Lease first = acquire("one").orElseThrow();
    first.release();

    Lease second = another().acquire(resource, "two", LENGTH, 1).orElseThrow();

    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(first.renew()).isFalse();
  }

  @Test
  void aReleasedLeaseIsNotRenewed() {
    Lease lease = acquire("one").orElseThrow();
    lease.release();

    assertThat(lease.renew()).isFalse();
    assertThat(acquire("two")).isPresent();
  }

  @Test
  void whoLostALeaseReleasesNothing() {
    Lease first = acquire("one").orElseThrow();
    Lease second = takenOver("two");
    first.release();
    first.release();

    assertThat(acquire("three")).isEmpty();
    assertThat(second.renew()).isTrue();
  }

  @Test
  void theTokenIsAtLeastTheFloor() {
    Lease first = leases().acquire(resource, "one", LENGTH, 7).orElseThrow();
    first.release();
    Lease second = leases().acquire(resource, "two", LENGTH, 2).orElseThrow();
    second.release();
    Lease third = leases().acquire(resource, "three", LENGTH, 100).orElseThrow();

    assertThat(first.token()).isGreaterThanOrEqualTo(7);
    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(third.token()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void theFloorHoldsForATakeOverToo() {
    assertThat(acquire("one")).isPresent();
    assertThat(leases().acquire(resource, "two", LENGTH, 50)).isEmpty();
    passTime(OVER);

    assertThat(leases().acquire(resource, "two", LENGTH, 50).orElseThrow().token())
        .isGreaterThanOrEqualTo(50);
  }

  @Test
  void ofManyThatWantAFreeResourceOneGetsIt() {
    assertThat(winners()).hasSize(1);
  }

  @Test
  void ofManyThatWantAnExpiredLeaseOneGetsIt() {
    Lease first = acquire("one").orElseThrow();
    assertThat(acquire("two")).isEmpty();
    passTime(OVER);

    List<Lease> winners = winners();

    assertThat(winners).hasSize(1);
    assertThat(winners.getFirst().token()).isGreaterThan(first.token());
    assertThat(first.renew()).isFalse();
  }

  private List<Lease> winners() {
    return Racers.race(16, i -> leases().acquire(resource, "racer-" + i, LENGTH, 1)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void tokensGrowWhateverHappens() {
    Random random = new Random(20_261);
    long last = 0;
    for (int i = 0; i < 20; i++) {
      Lease lease = random.nextBoolean() ? acquire("one").orElseThrow() : afterALoss();
      assertThat(lease.token()).isGreaterThan(last);
      last = lease.token();
      if (random.nextBoolean()) {
        assertThat(lease.renew()).isTrue();
      }
      lease.release();
    }
  }

  private Lease afterALoss() {
    assertThat(acquire("lost")).isPresent();
    return takenOver("taker");
  }

  private Lease takenOver(String owner) {
    assertThat(acquire(owner)).isEmpty();
    passTime(OVER);
    return acquire(owner).orElseThrow();
  }

  private Optional<Lease> acquire(String owner) {
    return leases().acquire(resource, owner, LENGTH, 1);
  }
}
