package dev.sage.orchestrator.cost;

import dev.sage.worker.cost.Money;

/// What functions cost, of all daemons together: what is known, and what is reserved for those that
/// are under way.
///
/// @param day today, in UTC
/// @param month this month, today included
public record Spent(Money day, Money month) {
  public static final Spent NOTHING = new Spent(Money.ZERO, Money.ZERO);

  public Spent plus(Money more) {
    return new Spent(day.plus(more), month.plus(more));
  }
}
