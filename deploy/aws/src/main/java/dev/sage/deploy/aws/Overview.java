package dev.sage.deploy.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetView;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// The dashboard: where executions are done, how long they take, how they end, what they cost.
final class Overview {
  private static final Duration HOUR = Duration.hours(1);
  private static final Duration DAY = Duration.days(1);
  private static final int HALF = 12;

  private final DeploySettings settings;

  private Overview(DeploySettings settings) {
    this.settings = settings;
  }

  static void make(Construct scope, DeploySettings settings, Region region, IQueue deadLetters) {
    Overview overview = new Overview(settings);
    Dashboard.Builder.create(scope, "Dashboard")
        .dashboardName(settings.names().dashboard(region.name()))
        .widgets(
            List.of(
                List.of(overview.places(), overview.times()),
                List.of(overview.outcomes(), overview.errors()),
                List.of(overview.cost(), overview.concurrency()),
                List.of(overview.letters(deadLetters))))
        .build();
  }

  private IWidget places() {
    return graph(
        "Local and Lambda: executions an hour",
        List.of(
            Gauges.placed("local", HOUR),
            Gauges.placed("funcion", HOUR),
            Gauges.placed("funcion_en_partes", HOUR),
            Gauges.total("duration", "SampleCount", HOUR)));
  }

  private IWidget times() {
    List<IMetric> means = new ArrayList<>();
    Gauges.OUTCOMES.forEach(
        outcome -> means.add(Gauges.sage("duration", outcome, "Average", HOUR)));
    return graph("Mean time of an invocation, ms", means);
  }

  private IWidget outcomes() {
    List<IMetric> counts = new ArrayList<>();
    Gauges.OUTCOMES.forEach(
        outcome -> counts.add(Gauges.sage("duration", outcome, "SampleCount", HOUR)));
    return graph("Success and failure: invocations an hour", counts);
  }

  private IWidget errors() {
    return graph("Errors and throttles, as Lambda counts them", functions("Errors", "Throttles"));
  }

  private List<IMetric> functions(String... names) {
    List<IMetric> metrics = new ArrayList<>();
    List<String> functions = new ArrayList<>(List.of(settings.names().function()));
    if (settings.hasCritical()) {
      functions.add(settings.names().critical());
    }
    for (String name : names) {
      functions.forEach(function -> metrics.add(Gauges.lambda(function, name, "Sum", HOUR)));
    }
    return metrics;
  }

  private IWidget cost() {
    return GraphWidget.Builder.create()
        .title("Cost of invocations a day, USD")
        .left(List.of(Gauges.total("cost", "Sum", DAY)))
        .view(GraphWidgetView.BAR)
        .width(HALF)
        .build();
  }

  private IWidget concurrency() {
    List<IMetric> metrics = new ArrayList<>();
    metrics.add(
        Gauges.lambda(
            settings.names().function(), "ConcurrentExecutions", "Maximum", Duration.minutes(1)));
    if (settings.hasCritical()) {
      metrics.add(
          Gauges.lambda(
              settings.names().critical(), "ConcurrentExecutions", "Maximum", Duration.minutes(1)));
    }
    return graph("Functions at a time", metrics);
  }

  private IWidget letters(IQueue queue) {
    return graph("Dead letters", List.of(queue.metricApproximateNumberOfMessagesVisible()));
  }

  private static IWidget graph(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create().title(title).left(metrics).width(HALF).build();
  }
}
