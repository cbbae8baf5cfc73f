package dev.sage.deploy.aws;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.ReplicaTableProps;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/// The table of locks: on demand, encrypted, swept. The stack of the first region makes the copy in
/// the second, too. Locks mean nothing once nothing runs: the table goes with the stack.
final class Locks {
  /// As `DynamoDbLeases` writes them.
  static final String KEY = "execution_id";

  static final String SWEPT_BY = "expiration_time";

  private Locks() {}

  static void make(Construct scope, DeploySettings settings, Region region) {
    TableV2.Builder builder =
        TableV2.Builder.create(scope, "Locks")
            .tableName(settings.names().locks())
            .partitionKey(Attribute.builder().name(KEY).type(AttributeType.STRING).build())
            .billing(Billing.onDemand())
            .timeToLiveAttribute(SWEPT_BY)
            .encryption(TableEncryptionV2.awsManagedKey())
            .removalPolicy(RemovalPolicy.DESTROY);
    region
        .other()
        .ifPresent(
            other -> builder.replicas(List.of(ReplicaTableProps.builder().region(other).build())));
    builder.build();
  }
}
