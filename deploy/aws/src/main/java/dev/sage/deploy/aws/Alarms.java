package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.ALARM_EMAIL;
import static dev.sage.deploy.aws.Setting.ALARM_ERRORS;
import static dev.sage.deploy.aws.Setting.ALARM_MINUTES;
import static dev.sage.deploy.aws.Setting.ALARM_PERCENT;
import static dev.sage.deploy.aws.Setting.BUDGET_DAY;
import static dev.sage.deploy.aws.Setting.CRITICAL_RESERVED;
import static dev.sage.deploy.aws.Setting.RESERVED;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// Who is told when something is not right, and what that is. How to recover from each is in
/// `docs/how-to/operate-on-aws.md`.
final class Alarms {
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final Duration DAY = Duration.days(1);
  private static final int MILLISECONDS = 60_000;
  private static final int HUNDRED = 100;

  /// A server looks at the dead letters every few seconds: one this old nobody takes.
  private static final int OLDEST_LETTER = 900;

  private final Construct scope;
  private final DeploySettings settings;
  private final Region region;
  private final Topic topic;

  Alarms(Construct scope, DeploySettings settings, Region region, IQueue deadLetters) {
    this.scope = scope;
    this.settings = settings;
    this.region = region;
    this.topic = topic();
    of("Function", settings.names().function(), settings.number(RESERVED));
    if (settings.hasCritical()) {
      of("Critical", settings.names().critical(), settings.number(CRITICAL_RESERVED));
    }
    letters(deadLetters);
    cost();
  }

  String topicArn() {
    return topic.getTopicArn();
  }

  /// Not encrypted with a key: CloudWatch and Budgets cannot use Amazon's own, and what is said is
  /// no secret.
  private Topic topic() {
    Topic made =
        Topic.Builder.create(scope, "Alarms")
            .topicName(settings.names().alarms())
            .displayName("SAGE")
            .enforceSsl(true)
            .build();
    made.addToResourcePolicy(publish(made, "cloudwatch.amazonaws.com", "CloudWatch"));
    made.addToResourcePolicy(publish(made, "budgets.amazonaws.com", "Budgets"));
    settings
        .given(ALARM_EMAIL)
        .ifPresent(address -> made.addSubscription(new EmailSubscription(address)));
    return made;
  }

  private static PolicyStatement publish(Topic topic, String service, String sid) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .principals(List.of(new ServicePrincipal(service)))
        .actions(List.of("sns:Publish"))
        .resources(List.of(topic.getTopicArn()))
        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
        .build();
  }

  private void of(String id, String function, int reserved) {
    String which = id.equals("Critical") ? "critical-" : "";
    alarm(
        id + "Errors",
        which + "errors",
        "Too many invocations of %s fail".formatted(function),
        Gauges.lambda(function, "Errors", "Sum", FIVE_MINUTES),
        settings.number(ALARM_ERRORS));
    alarm(
        id + "Duration",
        which + "duration",
        "An invocation of %s takes very long".formatted(function),
        Gauges.lambda(function, "Duration", "Maximum", FIVE_MINUTES),
        (double) settings.number(ALARM_MINUTES) * MILLISECONDS);
    alarm(
        id + "Concurrency",
        which + "concurrency",
        "Nearly all that may run of %s does".formatted(function),
        Gauges.lambda(function, "ConcurrentExecutions", "Maximum", Duration.minutes(1)),
        (double) reserved * settings.number(ALARM_PERCENT) / HUNDRED);
  }

  private void letters(IQueue queue) {
    alarm(
        "DeadLettersOld",
        "dead-letters",
        "Nobody takes what Lambda has given up",
        queue.metricApproximateAgeOfOldestMessage(
            software.amazon.awscdk.services.cloudwatch.MetricOptions.builder()
                .statistic("Maximum")
                .period(FIVE_MINUTES)
                .build()),
        OLDEST_LETTER);
  }

  private void cost() {
    alarm(
        "Cost",
        "cost",
        "The invocations of a day cost more than planned",
        Gauges.total("cost", "Sum", DAY),
        settings.number(BUDGET_DAY));
  }

  private void alarm(String id, String name, String description, IMetric metric, double over) {
    Alarm.Builder.create(scope, id)
        .alarmName(settings.names().alarm(name) + "-" + region.name())
        .alarmDescription(
            description + ". docs/how-to/operate-on-aws.md#" + name.replace("critical-", ""))
        .metric(metric)
        .threshold(over)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }
}
