package dev.sage.server.settings;

import dev.sage.spi.SageException;
import dev.sage.worker.cost.PriceTable;
import dev.sage.worker.cost.Prices;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The prices that hold for the function of the settings: those of its region.
public final class PriceChoice {
  private static final Pattern REGION = Pattern.compile("[?&]region=([^&]+)");
  private static final String USUAL = "us-east-1";

  private PriceChoice() {}

  /// Of a region that the table does not have, those of the usual one; not where a budget is to be
  /// kept.
  public static Prices of(Settings.Burst burst) {
    PriceTable table = table(burst);
    return found(table, burst)
        .or(() -> table.find(USUAL, burst.pricing().architecture()))
        .orElse(Prices.NONE);
  }

  /// What is wrong with the prices; empty: nothing.
  static Optional<String> problem(Settings.Burst burst) {
    try {
      PriceTable table = table(burst);
      boolean hasBudget = burst.pricing().day().isPresent() || burst.pricing().month().isPresent();
      return !hasBudget || found(table, burst).isPresent()
          ? Optional.empty()
          : Optional.of(
              "burst.prices: a budget needs the prices of the function's region %s; there are those of %s. Name a file that has them."
                  .formatted(region(burst), String.join(", ", table.regions())));
    } catch (SageException e) {
      return Optional.of("burst.prices: " + e.getMessage());
    }
  }

  private static PriceTable table(Settings.Burst burst) {
    return burst.pricing().table().map(PriceTable::read).orElseGet(PriceTable::builtIn);
  }

  private static Optional<Prices> found(PriceTable table, Settings.Burst burst) {
    return table.find(region(burst), burst.pricing().architecture());
  }

  private static String region(Settings.Burst burst) {
    Matcher matcher = REGION.matcher(burst.function());
    return matcher.find() ? matcher.group(1) : "";
  }
}
