package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.worker.cost.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What attempts in functions cost, in memory. Whoever calls has the lock.
final class MemoryCosts {
  private final Map<Attempt, Entry> entries = new LinkedHashMap<>();
  private final Map<LocalDate, Money> days = new LinkedHashMap<>();

  private record Attempt(UUID execution, long attempt) {}

  private record Entry(
      LocalDate day, Optional<Duration> limit, Money reserved, Money total, boolean isSettled) {}

  void reserve(UUID execution, long attempt, Reservation reservation, Instant now) {
    Money most = reservation.most().total();
    Entry entry =
        new Entry(LocalDate.ofInstant(now, ZoneOffset.UTC), reservation.limit(), most, most, false);
    entries.put(new Attempt(execution, attempt), entry);
    days.merge(entry.day(), most, Money::plus);
  }

  void settle(UUID execution, long attempt, Settled settled) {
    Attempt key = new Attempt(execution, attempt);
    @Nullable Entry entry = entries.get(key);
    if (entry != null) {
      Money total = total(entry, settled);
      entries.put(key, new Entry(entry.day(), entry.limit(), entry.reserved(), total, true));
      days.merge(entry.day(), total.minus(entry.total()), Money::plus);
    }
  }

  private static Money total(Entry entry, Settled settled) {
    return switch (settled) {
      case Settled.Used used -> used.cost().total();
      case Settled.AsReserved share ->
          entry.isSettled() ? entry.total() : entry.reserved().dividedBy(share.parts());
    };
  }

  Optional<Duration> limit(UUID execution, long attempt) {
    @Nullable Entry entry = entries.get(new Attempt(execution, attempt));
    return entry == null ? Optional.empty() : entry.limit();
  }

  Spent spent(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Money month =
        days.entrySet().stream()
            .filter(day -> YearMonth.from(day.getKey()).equals(YearMonth.from(today)))
            .map(Map.Entry::getValue)
            .reduce(Money.ZERO, Money::plus);
    return new Spent(days.getOrDefault(today, Money.ZERO), month);
  }
}
