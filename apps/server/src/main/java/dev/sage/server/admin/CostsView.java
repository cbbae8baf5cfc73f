package dev.sage.server.admin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What functions cost, in US dollars.
///
/// @param prices that it is reckoned with; empty: there are no functions
/// @param budget how it stands now; empty: there are no functions
/// @param days on which anything was done, in UTC
public record CostsView(
    LocalDate from,
    LocalDate to,
    String currency,
    Optional<PricesView> prices,
    Optional<BudgetView> budget,
    List<DayView> days) {
  public CostsView {
    days = List.copyOf(days);
  }

  /// @param date on which the prices held
  public record PricesView(
      String region, LocalDate date, String architecture, BigDecimal gbSecond) {}

  /// What may be spent, and what is: known cost and what is reserved for functions under way.
  ///
  /// @param day empty: no limit; so `month` and `left`
  /// @param left the less of what is left of day and month
  /// @param stopped whether no more work goes to functions because of that
  public record BudgetView(
      Optional<BigDecimal> day,
      Optional<BigDecimal> month,
      BigDecimal spentToday,
      BigDecimal spentThisMonth,
      Optional<BigDecimal> left,
      boolean stopped,
      String explanation) {}

  /// @param here executions that daemons ended
  /// @param functions attempts that went to functions
  /// @param open of these, whose cost is reserved and not known yet
  /// @param cost of all, with what is reserved
  /// @param reserved of that
  /// @param budget of a day; empty: none
  /// @param left of it
  /// @param stopped whether it was spent
  public record DayView(
      LocalDate date,
      long here,
      long functions,
      long open,
      long invocations,
      BigDecimal gbSeconds,
      BigDecimal cost,
      BigDecimal reserved,
      KindsView kinds,
      Optional<BigDecimal> budget,
      Optional<BigDecimal> left,
      boolean stopped) {}

  /// The cost by what is paid for.
  public record KindsView(
      BigDecimal compute,
      BigDecimal requests,
      BigDecimal store,
      BigDecimal locks,
      BigDecimal logs,
      BigDecimal transfer) {}

  /// What measured executions say about how a function is set up.
  ///
  /// @param kind `TOO_FEW`, `MEMORY_TOO_LARGE`, `MEMORY_NEARLY_FULL`, `MEMORY_FITS`,
  ///   `TIME_NEARLY_OVER`, `TIME_FITS`
  /// @param measured executions that it follows from
  /// @param current in MB or seconds; so `seen`, the most that was measured, and `proposed`
  public record AdviceView(
      String kind, int measured, long current, long seen, long proposed, String text) {}
}
