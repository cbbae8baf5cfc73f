package dev.sage.server.desk;

import dev.sage.metadata.cost.Costs;
import dev.sage.orchestrator.cost.Advice;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.cost.Tariff;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.server.admin.CostsView;
import dev.sage.server.admin.CostsView.AdviceView;
import dev.sage.server.admin.CostsView.BudgetView;
import dev.sage.server.admin.CostsView.DayView;
import dev.sage.server.admin.CostsView.KindsView;
import dev.sage.server.admin.CostsView.PricesView;
import dev.sage.server.admin.Desks;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Money;
import dev.sage.worker.cost.Prices;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What functions cost, beside what they may cost.
///
/// @param placement of the settings; empty: there are no functions
record CostsDesk(Costs costs, Optional<Placement> placement) implements Desks.Costs {
  private static final String CURRENCY = "USD";
  private static final int MEASURED = 1_000;
  private static final Message STOPPED =
      new Message(
          "El presupuesto no alcanza: el trabajo se queda aquí y espera su turno.",
          "The budget does not suffice: work stays here and waits for its turn.");
  private static final Message GOES =
      new Message("El presupuesto alcanza.", "The budget suffices.");
  private static final Message NONE =
      new Message("No hay presupuesto: no hay límite.", "There is no budget: there is no limit.");

  @Override
  public CostsView of(LocalDate from, LocalDate to, Language language) {
    return new CostsView(
        from,
        to,
        CURRENCY,
        placement.flatMap(Placement::tariff).map(Tariff::prices).map(CostsDesk::view),
        budget(language),
        costs.perDay(from, to.plusDays(1)).stream().map(this::view).toList());
  }

  private static PricesView view(Prices prices) {
    return new PricesView(
        prices.region(), prices.date(), prices.architecture().published(), prices.gbSecond());
  }

  @Override
  public Optional<BudgetView> budget(Language language) {
    return placement.map(place -> view(place, costs.spent(), language));
  }

  private static BudgetView view(Placement placement, Spent spent, Language language) {
    Budget budget = placement.budget();
    boolean stopped = placement.isOverBudget(spent);
    Message text = budget.isSet() ? stopped ? STOPPED : GOES : NONE;
    return new BudgetView(
        budget.day().map(Money::dollars),
        budget.month().map(Money::dollars),
        spent.day().dollars(),
        spent.month().dollars(),
        budget.left(spent).map(Money::dollars),
        stopped,
        text.in(language));
  }

  private DayView view(Costs.Day day) {
    Money total = day.cost().total();
    Spent spent = new Spent(total, Money.ZERO);
    Optional<Placement> limited = placement.filter(place -> place.budget().day().isPresent());
    return new DayView(
        day.date(),
        day.here(),
        day.functions(),
        day.open(),
        day.invocations(),
        day.gbSeconds(),
        total.dollars(),
        day.reserved().dollars(),
        view(day.cost()),
        limited.flatMap(place -> place.budget().day()).map(Money::dollars),
        limited
            .flatMap(place -> new Budget(place.budget().day(), Optional.empty()).left(spent))
            .map(Money::dollars),
        limited.filter(place -> place.isOverBudget(spent)).isPresent());
  }

  private static KindsView view(Cost cost) {
    return new KindsView(
        cost.compute().dollars(),
        cost.requests().dollars(),
        cost.store().dollars(),
        cost.locks().dollars(),
        cost.logs().dollars(),
        cost.transfer().dollars());
  }

  @Override
  public List<AdviceView> advice(Language language) {
    return placement.stream()
        .flatMap(place -> Advice.of(costs.measured(MEASURED), place.limits().time()).stream())
        .map(one ->
            new AdviceView(
                one.kind().name(),
                one.measured(),
                one.is(),
                one.seen(),
                one.better(),
                one.text().in(language)))
        .toList();
  }
}
