package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.BUDGET_MONTH;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/// What a month may cost, of all that carries the tag of this deployment. Amazon says what has been
/// spent some hours later: the alarm on the metric `cost` is faster and sees invocations only.
final class Budget {
  static final String TAG = "sage";
  private static final int NEARLY = 80;
  private static final int ALL = 100;

  private Budget() {}

  static void make(Construct scope, DeploySettings settings, String topic) {
    CfnBudget.Builder.create(scope, "Budget")
        .budget(
            CfnBudget.BudgetDataProperty.builder()
                .budgetName(settings.names().budget())
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(
                    CfnBudget.SpendProperty.builder()
                        .amount(settings.number(BUDGET_MONTH))
                        .unit("USD")
                        .build())
                .costFilters(
                    Map.of(
                        "TagKeyValue",
                        List.of("user:%s$%s".formatted(TAG, settings.names().prefix()))))
                .build())
        .notificationsWithSubscribers(
            List.of(
                told("ACTUAL", NEARLY, topic),
                told("ACTUAL", ALL, topic),
                told("FORECASTED", ALL, topic)))
        .build();
  }

  private static CfnBudget.NotificationWithSubscribersProperty told(
      String kind, int percent, String topic) {
    return CfnBudget.NotificationWithSubscribersProperty.builder()
        .notification(
            CfnBudget.NotificationProperty.builder()
                .notificationType(kind)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(
                CfnBudget.SubscriberProperty.builder()
                    .subscriptionType("SNS")
                    .address(topic)
                    .build()))
        .build();
  }
}
