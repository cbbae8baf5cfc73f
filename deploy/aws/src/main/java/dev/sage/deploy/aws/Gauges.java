package dev.sage.deploy.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// The metrics that there are, by the names under which Lambda and the function publish them.
final class Gauges {
  /// Of the function's own lines, see `dev.sage.lambda.Metrics`.
  static final String NAMESPACE = "SAGE";

  static final String PLACEMENT = "lambda";
  static final List<String> OUTCOMES =
      List.of("done", "refused", "step", "busy", "over", "time_over", "failed");

  private Gauges() {}

  static Metric lambda(String function, String name, String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace("AWS/Lambda")
        .metricName(name)
        .dimensionsMap(Map.of("FunctionName", function))
        .statistic(statistic)
        .period(period)
        .label(function)
        .build();
  }

  static Metric sage(String name, String outcome, String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(Map.of("placement", PLACEMENT, "outcome", outcome))
        .statistic(statistic)
        .period(period)
        .label(outcome)
        .build();
  }

  /// Over all outcomes. Outcomes that did not occur count as nothing.
  static MathExpression total(String name, String statistic, Duration period) {
    Map<String, IMetric> parts = new LinkedHashMap<>();
    OUTCOMES.forEach(outcome -> parts.put("m_" + outcome, sage(name, outcome, statistic, period)));
    return MathExpression.Builder.create()
        .expression(
            parts.keySet().stream()
                .map("FILL(%s, 0)"::formatted)
                .collect(Collectors.joining(" + ")))
        .usingMetrics(parts)
        .label(name)
        .period(period)
        .build();
  }

  /// Of the daemons, where an agent beside them sends what they publish at `/metrics`.
  static Metric placed(String place, Duration period) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName("sage_placements_total")
        .dimensionsMap(Map.of("place", place))
        .statistic("Sum")
        .period(period)
        .label(place)
        .build();
  }
}
