package dev.sage.orchestrator.cost;

import dev.sage.worker.cost.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What functions may cost, of all daemons together. Days and months are those of UTC, as Amazon
/// bills.
///
/// @param day empty: no limit
/// @param month empty: no limit
public record Budget(Optional<Money> day, Optional<Money> month) {
  public static final Budget NONE = new Budget(Optional.empty(), Optional.empty());

  public boolean isSet() {
    return day.isPresent() || month.isPresent();
  }

  /// Whether so much more may be spent.
  public boolean allows(Spent spent, Money next) {
    return left(spent).filter(next::isOver).isEmpty();
  }

  /// Those for which there is enough, each in view of those before it.
  ///
  /// @param all in the order in which they are to have it
  /// @param price the most that one can cost
  public <K, V> Map<K, V> affordable(Spent spent, Map<K, V> all, Function<V, Money> price) {
    Map<K, V> affordable = new LinkedHashMap<>();
    Spent now = spent;
    for (Map.Entry<K, V> one : all.entrySet()) {
      Money next = price.apply(one.getValue());
      if (next.equals(Money.ZERO) || allows(now, next)) {
        affordable.put(one.getKey(), one.getValue());
        now = now.plus(next);
      }
    }
    return affordable;
  }

  /// What may yet be spent, the less of day and month; empty: no limit.
  public Optional<Money> left(Spent spent) {
    return Stream.concat(
            day.stream().map(most -> left(most, spent.day())),
            month.stream().map(most -> left(most, spent.month())))
        .min(Money::compareTo);
  }

  private static Money left(Money most, Money spent) {
    return spent.isOver(most) ? Money.ZERO : most.minus(spent);
  }
}
