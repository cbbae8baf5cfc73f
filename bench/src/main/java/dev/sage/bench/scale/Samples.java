package dev.sage.bench.scale;

import dev.sage.bench.scale.Meter.Use;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.worker.cost.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Days of so many files that they are not simulated one by one: an hour of a steady one, and of a
/// burst some tens of thousands at several lengths of the queue, for that is what changes while it
/// drains. Each sample is a run like any other, and stands for those before and after it.
final class Samples {
  private static final int ONE_BY_ONE = 1_000_000;
  private static final int HOURS = 24;
  private static final int SAMPLE = 25_000;
  private static final int LAST = 40_000;
  private static final double[] DEPTHS = {1, 0.75, 0.5, 0.25, 0.1};

  private Samples() {}

  static Outcome whole(Scenario scenario) {
    return new ScaleRun(scenario).run();
  }

  static Outcome of(Scenario scenario) {
    if (scenario.files() <= ONE_BY_ONE) {
      return whole(scenario);
    }
    return scenario.isBurst() ? burst(scenario) : steady(scenario);
  }

  /// What one hour leaves undone, every other would, too.
  private static Outcome steady(Scenario scenario) {
    Scenario hour =
        new Scenario(
            scenario.name(),
            scenario.files() / HOURS,
            scenario.first(),
            scenario.taken().dividedBy(HOURS),
            scenario.seed(),
            scenario.platform());
    Outcome one = new ScaleRun(hour).run();
    List<Sample> samples = List.of(new Sample(one, 0, scenario.files(), HOURS * one.seconds()));
    return sum(scenario, samples, HOURS * one.seconds(), one.lag(), one.waits(), one.totals());
  }

  /// @param rate files a second
  /// @param files that it stands for
  /// @param seconds that these took
  private record Sample(Outcome outcome, double rate, double files, double seconds) {
    double factor() {
      return files / outcome.simulated();
    }
  }

  static Outcome burst(Scenario scenario) {
    List<Integer> queues = new ArrayList<>();
    for (double share : DEPTHS) {
      queues.add((int) (scenario.files() * share));
    }
    queues.removeIf(queue -> queue <= LAST);
    queues.add(LAST);
    List<Outcome> outcomes = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int queue : queues) {
      ScaleRun run = new ScaleRun(Scenario.burst(queue, scenario.seed(), scenario.platform()));
      outcomes.add(run.run(queue == LAST ? queue : SAMPLE));
      rates.add(run.rate());
    }
    return drained(scenario, queues, outcomes, rates);
  }

  private static Outcome drained(
      Scenario scenario, List<Integer> queues, List<Outcome> outcomes, List<Double> rates) {
    List<Sample> samples = new ArrayList<>();
    Spread waits = new Spread();
    double seconds = 0;
    for (int i = 0; i < queues.size(); i++) {
      boolean isLast = i == queues.size() - 1;
      double before = i == 0 ? 0 : (queues.get(i - 1) - queues.get(i)) / 2.0;
      double after = isLast ? 0 : (queues.get(i) - queues.get(i + 1)) / 2.0;
      double files = before + after;
      double took = files / rates.get(i);
      spread(waits, seconds, took, files);
      double tail = isLast ? outcomes.get(i).seconds() : 0;
      spread(waits, seconds + took, tail, isLast ? LAST : 0);
      seconds += took + tail;
      samples.add(
          new Sample(outcomes.get(i), rates.get(i), files + (isLast ? LAST : 0), took + tail));
    }
    return sum(scenario, samples, seconds, seconds, waits, waits);
  }

  /// Whoever is further back waits longer.
  private static void spread(Spread waits, double from, double seconds, double files) {
    int steps = 1_000;
    for (int i = 0; i < steps && files > 0; i++) {
      waits.add(Timeline.nanos(from + seconds * i / steps), Math.round(files / steps));
    }
  }

  private static Outcome sum(
      Scenario scenario,
      List<Sample> samples,
      double seconds,
      double lag,
      Spread waits,
      Spread totals) {
    return new Outcome(
        scenario,
        samples.stream().mapToInt(s -> s.outcome.simulated()).sum(),
        seconds,
        lag,
        waits,
        totals,
        Math.round(samples.stream().mapToDouble(s -> s.outcome.here() * s.factor()).sum()),
        Math.round(samples.stream().mapToDouble(s -> s.outcome.elsewhere() * s.factor()).sum()),
        samples.stream()
            .map(s -> s.outcome.happened().times(s.factor()))
            .reduce(Outcome.Happened::plus)
            .orElseThrow(),
        asked(samples),
        uses(samples, seconds),
        reasons(samples),
        used(samples),
        samples.stream().flatMap(s -> s.outcome.violations().stream()).toList());
  }

  private static Outcome.Asked asked(List<Sample> samples) {
    return new Outcome.Asked(
        samples.stream().mapToDouble(s -> s.outcome.asked().statements() * s.factor()).sum(),
        samples.stream().mapToDouble(s -> s.outcome.asked().longest()).max().orElse(0),
        samples.stream().mapToInt(s -> s.outcome.asked().partitions()).max().orElse(1));
  }

  private static Map<Reason, Long> reasons(List<Sample> samples) {
    Map<Reason, Long> reasons = new TreeMap<>();
    for (Sample one : samples) {
      one.outcome
          .reasons()
          .forEach((reason, times) ->
              reasons.merge(reason, Math.round(times * one.factor()), Long::sum));
    }
    return reasons;
  }

  private static Usage used(List<Sample> samples) {
    Usage used = Usage.NONE;
    for (Sample one : samples) {
      used = used.plus(times(one.outcome.used(), one.factor()));
    }
    return used;
  }

  private static Usage times(Usage used, double factor) {
    return new Usage(
        Math.round(used.invocations() * factor),
        Math.round(used.memory() * factor),
        Math.round(used.disk() * factor),
        Math.round(used.puts() * factor),
        Math.round(used.gets() * factor),
        Math.round(used.lockWrites() * factor),
        Math.round(used.lockReads() * factor),
        Math.round(used.logs() * factor),
        Math.round(used.out() * factor));
  }

  private static List<Use> uses(List<Sample> samples, double seconds) {
    return samples.getFirst().outcome.uses().stream()
        .map(first -> use(first.name(), samples, seconds))
        .toList();
  }

  private static Use use(String name, List<Sample> samples, double seconds) {
    Use first = samples.getFirst().outcome.use(name);
    double limit = 0;
    double peak = 0;
    double mean = 0;
    double full = 0;
    double refused = 0;
    for (Sample one : samples) {
      Use use = one.outcome.use(name);
      limit = Math.max(limit, use.limit());
      peak = Math.max(peak, use.peak());
      mean += use.mean() * one.seconds / seconds;
      full += use.fullSeconds() * one.seconds / one.outcome.seconds();
      refused += use.refused() * one.factor();
    }
    return new Use(
        name, first.unit(), limit, peak, mean, first.firstFull(), full, Math.round(refused));
  }
}
