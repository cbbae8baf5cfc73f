package dev.sage.bench.scale;

import dev.sage.bench.scale.Meter.Use;
import dev.sage.worker.cost.Money;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Outcomes as Markdown.
final class Told {
  private static final double WORTH_TELLING = 0.01;

  private Told() {}

  static String summary(List<Outcome> outcomes) {
    StringBuilder text =
        new StringBuilder(
            """
            | files a day | | drained after | waited for its turn (p50 / p99 / most) | here / functions | environments | metadata statements a second | US$ | US$ a 1,000 |
            |---:|---|---:|---|---:|---:|---:|---:|---:|
            """);
    outcomes.forEach(one -> text.append(row(one)));
    return text.toString();
  }

  private static String row(Outcome one) {
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %s | %s | %,d / %,d | %,d | %.1f | %,.2f | %.3f |%n",
        one.scenario().files(),
        one.scenario().name(),
        Spread.text(one.scenario().isBurst() ? one.seconds() : one.lag()),
        one.waits(),
        one.here(),
        one.elsewhere(),
        one.happened().environments(),
        one.asked().statements() / one.seconds(),
        dollars(one.cost().total()),
        dollars(one.cost().total()) * 1_000 / one.scenario().files());
  }

  static String details(Outcome one) {
    Outcome.Happened had = one.happened();
    return String.format(
            Locale.ROOT,
            """

            ### %,d files, %s (simulated one by one: %,d)

            First full: %s. Full for longest: %s.

            Attempts %,d; postponed %,d, lost %,d, handed back %,d; second loads refused %,d. Invocations %,d (%,d cold), crashed %,d, out of time %,d, throttled %,d, dead letters %,d. Slowest transaction of the metadata %.2f s; partitions of the bucket %d. US$: compute %.2f, invocations %.2f, S3 %.2f, DynamoDB %.2f, logs %.2f. Arrival to end %s. Decided for: %s.

            | limit | | most | mean | peak | full after | full for | waits |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """,
            one.scenario().files(),
            one.scenario().name(),
            one.simulated(),
            first(one.full()),
            first(one.longest()),
            had.attempts(),
            had.postponed(),
            had.losses(),
            had.handedBack(),
            had.twice(),
            had.invocations(),
            had.coldStarts(),
            had.crashed(),
            had.timedOut(),
            had.throttled(),
            had.letters(),
            one.asked().longest(),
            one.asked().partitions(),
            dollars(one.cost().compute()),
            dollars(one.cost().requests()),
            dollars(one.cost().store()),
            dollars(one.cost().locks()),
            dollars(one.cost().logs()),
            one.totals(),
            reasons(one))
        + one.uses().stream()
            .filter(use -> use.peakShare() >= WORTH_TELLING)
            .map(Told::row)
            .collect(Collectors.joining());
  }

  private static double dollars(Money money) {
    return money.dollars().doubleValue();
  }

  private static String reasons(Outcome one) {
    return one.reasons().entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String first(List<Use> uses) {
    return uses.isEmpty() ? "nothing" : uses.getFirst().name();
  }

  private static String row(Use use) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.0f%% | %s | %s | %,d |%n",
        use.name(),
        use.unit(),
        number(use.limit()),
        number(use.mean()),
        use.peakShare() * 100,
        use.wasFull() ? Spread.text(use.firstFull()) : "",
        use.wasFull() ? Spread.text(use.fullSeconds()) : "",
        use.refused());
  }

  private static String number(double some) {
    return String.format(Locale.ROOT, some < 20 ? "%.2f" : "%,.0f", some);
  }
}
