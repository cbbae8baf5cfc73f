package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Templates.DIRECT;
import static dev.sage.deploy.aws.Templates.GIVEN;
import static dev.sage.deploy.aws.Templates.LARGE;
import static dev.sage.deploy.aws.Templates.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is deployed, by number. Needs Node, which the CDK runs in; nothing is asked of Amazon.
final class TemplatesIT {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  private static List<JsonNode> buckets(Template template) {
    return template.resources("AWS::S3::Bucket").stream()
        .map(Template.Resource::properties)
        .toList();
  }

  private static JsonNode executions(Template template) {
    return buckets(template).stream()
        .filter(bucket -> bucket.path("BucketName").toString().contains("-executions-"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyBucketIsEncryptedAndNeverPublic() {
    for (Template template : Templates.all()) {
      assertThat(buckets(template))
          .isNotEmpty()
          .allSatisfy(bucket -> {
            assertThat(bucket.path("BucketEncryption").toString()).contains("SSEAlgorithm");
            assertThat(bucket.path("PublicAccessBlockConfiguration").toString())
                .isEqualTo(
                    "{\"BlockPublicAcls\":true,\"BlockPublicPolicy\":true,\"IgnorePublicAcls\":true,\"RestrictPublicBuckets\":true}");
          });
    }
  }

  @Test
  void whatComesWithoutTlsIsDeniedByEveryBucketQueueAndTopic() {
    for (Template template : Templates.all()) {
      for (String type :
          List.of("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")) {
        assertThat(template.resources(type))
            .isNotEmpty()
            .allSatisfy(policy ->
                assertThat(policy.properties().path("PolicyDocument").path("Statement"))
                    .anySatisfy(statement -> {
                      assertThat(statement.path("Effect").asString()).isEqualTo("Deny");
                      assertThat(
                              statement
                                  .path("Condition")
                                  .path("Bool")
                                  .path("aws:SecureTransport")
                                  .asString())
                          .isEqualTo("false");
                    }));
      }
    }
  }

  @Test
  void filesOfExecutionsGoAfterThirtyDaysAndUnfinishedUploadsAfterOne() {
    JsonNode rule =
        executions(Templates.of(USUAL)).path("LifecycleConfiguration").path("Rules").path(0);
    assertThat(rule.path("ExpirationInDays").asInt()).isEqualTo(30);
    assertThat(rule.path("AbortIncompleteMultipartUpload").path("DaysAfterInitiation").asInt())
        .isEqualTo(1);
    assertThat(rule.path("Status").asString()).isEqualTo("Enabled");
    assertThat(
            executions(Templates.of(GIVEN))
                .path("LifecycleConfiguration")
                .path("Rules")
                .path(0)
                .path("ExpirationInDays")
                .asInt())
        .isEqualTo(7);
  }

  @Test
  void aKeyThatIsGivenEncryptsTheBucket() {
    assertThat(executions(Templates.of(GIVEN)).path("BucketEncryption").toString())
        .contains("aws:kms", "key/0198c0de");
    assertThat(executions(Templates.of(USUAL)).path("BucketEncryption").toString())
        .contains("AES256");
  }

  @Test
  void theLockTableIsOnDemandSweptAndEncrypted() {
    JsonNode table = Templates.of(USUAL).the("AWS::DynamoDB::GlobalTable");
    assertThat(table.path("TableName").asString()).isEqualTo("usual_execution_locks");
    assertThat(table.path("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.path("KeySchema").toString())
        .isEqualTo("[{\"AttributeName\":\"execution_id\",\"KeyType\":\"HASH\"}]");
    assertThat(table.path("TimeToLiveSpecification").toString())
        .isEqualTo("{\"AttributeName\":\"expiration_time\",\"Enabled\":true}");
    assertThat(table.path("SSESpecification").path("SSEEnabled").asBoolean()).isTrue();
    assertThat(table.path("Replicas")).hasSize(1);
  }

  @Test
  void theFunctionHasTheLimitsThatWereAskedFor() {
    JsonNode function = Templates.of(USUAL).the(FUNCTION, "FunctionName", "usual-file-processor");
    assertThat(function.path("Runtime").asString()).isEqualTo("java25");
    assertThat(function.path("Handler").asString()).isEqualTo("dev.sage.lambda.FileProcessor");
    assertThat(function.path("MemorySize").asInt()).isEqualTo(2_048);
    assertThat(function.path("Timeout").asInt()).isEqualTo(900);
    assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(50);
    assertThat(function.path("EphemeralStorage").path("Size").asInt()).isEqualTo(10_240);
    assertThat(function.path("Architectures").toString()).isEqualTo("[\"x86_64\"]");
    assertThat(function.path("DeadLetterConfig").path("TargetArn").toString())
        .contains("DeadLetters");
    assertThat(function.path("Layers")).hasSize(1);
    assertThat(function.path("LoggingConfig").path("LogGroup").toString()).contains("FunctionLog");
    assertThat(variables(function).path("AWS_LAMBDA_EXEC_WRAPPER").asString())
        .isEqualTo("/var/task/bootstrap");
  }

  private static JsonNode variables(JsonNode function) {
    return function.path("Environment").path("Variables");
  }

  @Test
  void criticalExecutionsHaveAFunctionWithAReservationOfItsOwn() {
    JsonNode critical =
        Templates.of(USUAL).the(FUNCTION, "FunctionName", "usual-file-processor-critical");
    assertThat(critical.path("ReservedConcurrentExecutions").asInt()).isEqualTo(10);
    assertThat(Templates.of(GIVEN).resources(FUNCTION)).hasSize(1);
  }

  @Test
  void theFirstFunctionsCanStandReadyOrBeginFromASnapshot() {
    assertThat(Templates.of(LARGE).resources("AWS::Lambda::Alias"))
        .hasSize(2)
        .filteredOn(alias -> alias.properties().has("ProvisionedConcurrencyConfig"))
        .singleElement()
        .satisfies(alias ->
            assertThat(
                    alias
                        .properties()
                        .path("ProvisionedConcurrencyConfig")
                        .path("ProvisionedConcurrentExecutions")
                        .asInt())
                .isEqualTo(5));
    JsonNode function = Templates.of(GIVEN).the(FUNCTION);
    assertThat(function.path("SnapStart").path("ApplyOn").asString())
        .isEqualTo("PublishedVersions");
    assertThat(function.path("EphemeralStorage").path("Size").asInt()).isEqualTo(512);
    assertThat(
            Templates.of(USUAL)
                .the(FUNCTION, "FunctionName", "usual-file-processor")
                .has("SnapStart"))
        .isFalse();
  }

  @Test
  void bothArchitecturesCanBeHad() {
    assertThat(Templates.of(LARGE).resources(FUNCTION))
        .allSatisfy(function -> {
          assertThat(function.properties().path("Architectures").toString())
              .isEqualTo("[\"arm64\"]");
        });
    assertThat(
            Templates.of(LARGE)
                .the("AWS::Lambda::LayerVersion")
                .path("CompatibleArchitectures")
                .toString())
        .isEqualTo("[\"arm64\"]");
  }

  @Test
  void whatFailsIsTriedTwiceAgainAndThenKeptForTwoWeeks() {
    Template template = Templates.of(USUAL);
    assertThat(template.resources("AWS::Lambda::EventInvokeConfig"))
        .hasSize(2)
        .allSatisfy(config -> {
          assertThat(config.properties().path("MaximumRetryAttempts").asInt()).isEqualTo(2);
          assertThat(config.properties().path("MaximumEventAgeInSeconds").asInt())
              .isEqualTo(21_600);
          assertThat(config.properties().path("Qualifier").toString()).contains("Live");
        });
    JsonNode queue = template.the("AWS::SQS::Queue");
    assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(1_209_600);
    assertThat(queue.path("SqsManagedSseEnabled").asBoolean()).isTrue();
  }

  @Test
  void logsStayAsLongAsTheSettingsSay() {
    assertThat(Templates.of(USUAL).resources("AWS::Logs::LogGroup"))
        .hasSize(3)
        .allSatisfy(
            group -> assertThat(group.properties().path("RetentionInDays").asInt()).isEqualTo(30));
  }

  @Test
  void everyAlarmHasItsLimitAndTellsTheTopic() {
    Template template = Templates.of(USUAL);
    Set<String> seen = new TreeSet<>();
    template
        .resources(ALARM)
        .forEach(alarm -> {
          JsonNode p = alarm.properties();
          seen.add(
              "%s > %s in %s s"
                  .formatted(
                      p.path("AlarmName").asString(),
                      p.path("Threshold").asInt(),
                      p.findValue("Period").asInt()));
          assertThat(p.path("ComparisonOperator").asString()).isEqualTo("GreaterThanThreshold");
          assertThat(p.path("AlarmActions").toString()).contains("Ref");
          assertThat(p.path("TreatMissingData").asString()).isEqualTo("notBreaching");
          assertThat(p.path("EvaluationPeriods").asInt()).isEqualTo(1);
        });
    assertThat(seen)
        .containsExactly(
            "usual-concurrency-eu-west-1 > 45 in 60 s",
            "usual-cost-eu-west-1 > 10 in 86400 s",
            "usual-critical-concurrency-eu-west-1 > 9 in 60 s",
            "usual-critical-duration-eu-west-1 > 600000 in 300 s",
            "usual-critical-errors-eu-west-1 > 5 in 300 s",
            "usual-dead-letters-eu-west-1 > 900 in 300 s",
            "usual-duration-eu-west-1 > 600000 in 300 s",
            "usual-errors-eu-west-1 > 5 in 300 s");
  }

  @Test
  void aBudgetTellsTheSameTopic() {
    JsonNode budget = Templates.of(USUAL).the("AWS::Budgets::Budget");
    assertThat(budget.path("Budget").path("BudgetLimit").toString())
        .isEqualTo("{\"Amount\":100,\"Unit\":\"USD\"}");
    assertThat(budget.path("Budget").path("TimeUnit").asString()).isEqualTo("MONTHLY");
    assertThat(budget.path("Budget").path("CostFilters").toString()).contains("user:sage$usual");
    assertThat(budget.path("NotificationsWithSubscribers"))
        .hasSize(3)
        .allSatisfy(told ->
            assertThat(told.path("Subscribers").path(0).path("SubscriptionType").asString())
                .isEqualTo("SNS"));
    assertThat(Templates.of(USUAL).the("AWS::SNS::TopicPolicy").toString())
        .contains("cloudwatch.amazonaws.com", "budgets.amazonaws.com", "aws:SourceAccount");
    assertThat(Templates.of(LARGE).the("AWS::SNS::Subscription").path("Endpoint").asString())
        .isEqualTo("on-call@example.org");
  }

  @Test
  void theDashboardShowsPlacesTimesOutcomesAndCost() {
    String dashboard =
        Templates.of(USUAL).the("AWS::CloudWatch::Dashboard").path("DashboardBody").toString();
    assertThat(dashboard)
        .contains(
            "sage_placements_total",
            "funcion_en_partes",
            "Mean time of an invocation",
            "Success and failure",
            "Cost of invocations a day",
            "\\\"cost\\\"",
            "\\\"outcome\\\"",
            "time_over",
            "ConcurrentExecutions");
  }

  @Test
  void dataEventsOfFilesLocksAndFunctionsAreKept() {
    JsonNode trail = Templates.of(USUAL).the("AWS::CloudTrail::Trail");
    assertThat(trail.path("IsLogging").asBoolean()).isTrue();
    assertThat(trail.path("EnableLogFileValidation").asBoolean()).isTrue();
    assertThat(trail.path("AdvancedEventSelectors").toString())
        .contains(
            "AWS::S3::Object",
            "AWS::DynamoDB::Table",
            "AWS::Lambda::Function",
            "usual_execution_locks");
    assertThat(Templates.of(GIVEN).resources("AWS::CloudTrail::Trail")).isEmpty();
  }

  @Test
  void aNewNetworkHasNoWayOutButItsEndpoints() {
    Template template = Templates.of(LARGE);
    assertThat(template.resources("AWS::EC2::Subnet"))
        .hasSize(2)
        .allSatisfy(subnet ->
            assertThat(subnet.properties().path("MapPublicIpOnLaunch").asBoolean()).isFalse());
    assertThat(template.resources("AWS::EC2::InternetGateway")).isEmpty();
    assertThat(template.resources("AWS::EC2::NatGateway")).isEmpty();
    assertThat(
            template.resources("AWS::EC2::VPCEndpoint").stream()
                .map(endpoint -> endpoint.properties().path("ServiceName").toString()))
        .hasSize(3)
        .anySatisfy(name -> assertThat(name).contains(".s3"))
        .anySatisfy(name -> assertThat(name).contains(".dynamodb"))
        .anySatisfy(name -> assertThat(name).contains(".secretsmanager"));
    assertThat(template.resources(FUNCTION))
        .allSatisfy(function ->
            assertThat(function.properties().path("VpcConfig").path("SubnetIds")).hasSize(2));
  }

  @Test
  void functionsReachWhatTheyMustAndNothingIsOpenToTheWorld() {
    Template template = Templates.of(LARGE);
    assertThat(template.resources("AWS::EC2::SecurityGroup"))
        .hasSize(4)
        .allSatisfy(group ->
            assertThat(group.properties().path("SecurityGroupIngress").toString())
                .doesNotContain("0.0.0.0/0"));
    JsonNode functions =
        template.the("AWS::EC2::SecurityGroup", "GroupDescription", "SAGE functions");
    assertThat(
            functions
                .path("SecurityGroupEgress")
                .valueStream()
                .map(rule -> rule.path("CidrIp").asString() + ":" + rule.path("ToPort").asInt()))
        .containsExactlyInAnyOrder("0.0.0.0/0:443", "10.1.0.0/16:5432", "10.2.0.0/16:6432");
  }

  @Test
  void aNetworkThatIsGivenIsUsedAsItIs() {
    Template template = Templates.of(GIVEN);
    assertThat(template.resources("AWS::EC2::VPC")).isEmpty();
    assertThat(template.resources("AWS::EC2::VPCEndpoint")).isEmpty();
    assertThat(template.the(FUNCTION).path("VpcConfig").path("SubnetIds").toString())
        .isEqualTo("[\"subnet-01234567\",\"subnet-89abcdef\"]");
  }

  @Test
  void aDatabaseIsEncryptedKeptAndReachedByTlsAlone() {
    JsonNode cluster = Templates.of(LARGE).the("AWS::RDS::DBCluster");
    assertThat(cluster.path("StorageEncrypted").asBoolean()).isTrue();
    assertThat(cluster.path("DeletionProtection").asBoolean()).isTrue();
    assertThat(cluster.path("BackupRetentionPeriod").asInt()).isEqualTo(7);
    assertThat(Templates.of(LARGE).the("AWS::RDS::DBClusterParameterGroup").toString())
        .contains("\"rds.force_ssl\":\"1\"");
    JsonNode proxy = Templates.of(LARGE).the("AWS::RDS::DBProxy");
    assertThat(proxy.path("RequireTLS").asBoolean()).isTrue();
    JsonNode instance = Templates.of(DIRECT).the("AWS::RDS::DBInstance");
    assertThat(instance.path("StorageEncrypted").asBoolean()).isTrue();
    assertThat(instance.path("PubliclyAccessible").asBoolean()).isFalse();
    assertThat(instance.path("MultiAZ").asBoolean()).isTrue();
  }

  @Test
  void functionsCheckTheCertificateOfTheDatabase() {
    assertThat(metadata(LARGE))
        .contains("sslmode=verify-full&sslrootcert=/etc/pki/tls/certs/ca-bundle.crt");
    assertThat(metadata(DIRECT))
        .contains("sslmode=verify-full&sslrootcert=/opt/sage/authorities.pem");
    assertThat(metadata(GIVEN)).contains("@db.example.org:5432/sage?sslmode=verify-full");
    assertThat(metadata(USUAL)).isEmpty();
  }

  private static String metadata(String deployment) {
    JsonNode function = Templates.of(deployment).resources(FUNCTION).getFirst().properties();
    JsonNode url = variables(function).path("SAGE_METADATA_URL");
    return url.isMissingNode() ? "" : url.toString();
  }

  @Test
  void noSecretStandsInATemplate() {
    Pattern password =
        Pattern.compile("(?i)://[^$/\"{:]+:[^$@/\"]+@|AKIA[0-9A-Z]{16}|BEGIN [A-Z ]*PRIVATE KEY");
    for (Template template : Templates.all()) {
      assertThat(template.text()).as(template.name()).doesNotContainPattern(password);
      template
          .resources("AWS::RDS::DBCluster")
          .forEach(cluster ->
              assertThat(cluster.properties().path("MasterUserPassword").toString())
                  .contains("resolve:secretsmanager"));
      template
          .resources("AWS::SecretsManager::Secret")
          .forEach(secret -> assertThat(secret.properties().has("SecretString")).isFalse());
    }
    JsonNode function = Templates.of(LARGE).resources(FUNCTION).getFirst().properties();
    assertThat(metadata(LARGE))
        .contains("${secret:database.username}:${secret:database.password}@");
    assertThat(variables(function).path("SAGE_DESTINATIONS_DWH").asString())
        .isEqualTo("${secret:destinations.dwh}");
  }

  @Test
  void noPolicyIsForAllResources() {
    for (Template template : Templates.all()) {
      assertThat(template.statements())
          .hasSizeGreaterThan(10)
          .allSatisfy(statement ->
              assertThat(Template.strings(statement.json().path("Resource")))
                  .as(template.name() + " " + statement)
                  .doesNotContain("*")
                  .noneMatch(resource -> resource.matches("arn:[^\"]*:\\*")));
    }
  }

  @Test
  void noPolicyAllowsAllActionsOfAService() {
    for (Template template : Templates.all()) {
      assertThat(template.statements())
          .filteredOn(Template.Statement::allows)
          .allSatisfy(statement ->
              assertThat(statement.actions())
                  .as(statement.toString())
                  .noneMatch(action -> action.endsWith("*")));
    }
  }

  @Test
  void onlyTheServicesThatWereNamedMayTakeTheRoleOfTheServer() {
    assertThat(
            Templates.of(GIVEN).the("AWS::IAM::Role", "Description", "SAGE: the server").toString())
        .contains("ecs-tasks.amazonaws.com", "arn:aws:iam::111122223333:role/operators")
        .doesNotContain("ec2.amazonaws.com");
  }

  @Test
  void theSecondRegionHasTheBucketTheTableAndTheFunctions() {
    Template first = Templates.of(LARGE);
    Template second = Templates.secondOf(LARGE);
    JsonNode rule = executions(first).path("ReplicationConfiguration").path("Rules").path(0);
    assertThat(rule.path("Status").asString()).isEqualTo("Enabled");
    assertThat(rule.path("Destination").toString()).contains("eu-central-1");
    assertThat(executions(first).path("VersioningConfiguration").path("Status").asString())
        .isEqualTo("Enabled");
    assertThat(executions(second).path("VersioningConfiguration").path("Status").asString())
        .isEqualTo("Enabled");
    assertThat(first.the("AWS::DynamoDB::GlobalTable").path("Replicas").toString())
        .contains("eu-west-1", "eu-central-1");
    assertThat(second.resources("AWS::DynamoDB::GlobalTable")).isEmpty();
    assertThat(second.resources(FUNCTION))
        .hasSize(2)
        .allSatisfy(function ->
            assertThat(variables(function.properties()).path("SAGE_LOCK_TABLE").asString())
                .isEqualTo("large_execution_locks"));
    assertThat(second.resources(ALARM)).hasSize(8);
    assertThat(second.resources("AWS::Budgets::Budget")).isEmpty();
    assertThat(second.resources("AWS::RDS::DBCluster")).isEmpty();
  }

  @Test
  void whatHoldsDataStaysWhenTheStackGoesUnlessSomebodySaysOtherwise() {
    assertThat(Templates.of(USUAL).resources("AWS::S3::Bucket"))
        .allSatisfy(bucket ->
            assertThat(bucket.json().path("DeletionPolicy").asString()).isEqualTo("Retain"));
    assertThat(Templates.of(GIVEN).resources("AWS::S3::Bucket"))
        .allSatisfy(bucket ->
            assertThat(bucket.json().path("DeletionPolicy").asString()).isEqualTo("Delete"));
    assertThat(Templates.of(LARGE).resources("AWS::RDS::DBCluster"))
        .allSatisfy(cluster ->
            assertThat(cluster.json().path("DeletionPolicy").asString()).isEqualTo("Snapshot"));
  }

  @Test
  void nothingOfTheCdkRunsInTheAccount() {
    for (Template template : Templates.all()) {
      assertThat(template.resources())
          .extracting(Template.Resource::type)
          .noneMatch(type -> type.startsWith("Custom::"));
    }
  }

  @Test
  void twiceTheSameSettingsAreTheSameTemplates() {
    assertThat(Templates.texts(Templates.synthesized()))
        .isEqualTo(Templates.texts(Templates.folder()));
  }
}
