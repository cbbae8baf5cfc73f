package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.TRAIL_DAYS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedEventSelectorProperty;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedFieldSelectorProperty;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// Who read or wrote which file, lock or function, when: CloudTrail's data events, in a bucket of
/// their own.
final class Trail {
  private static final String SERVICE = "cloudtrail.amazonaws.com";

  private final Construct scope;
  private final DeploySettings settings;
  private final Region region;

  private Trail(Construct scope, DeploySettings settings, Region region) {
    this.scope = scope;
    this.settings = settings;
    this.region = region;
  }

  static void make(Construct scope, DeploySettings settings, Region region) {
    new Trail(scope, settings, region).make();
  }

  private void make() {
    Bucket bucket = bucket();
    CfnTrail trail =
        CfnTrail.Builder.create(scope, "Trail")
            .trailName(settings.names().trail())
            .s3BucketName(bucket.getBucketName())
            .isLogging(true)
            .enableLogFileValidation(true)
            .includeGlobalServiceEvents(false)
            .isMultiRegionTrail(false)
            .advancedEventSelectors(selectors())
            .build();
    trail.getNode().addDependency(bucket);
  }

  private Bucket bucket() {
    Bucket bucket =
        Bucket.Builder.create(scope, "TrailBucket")
            .bucketName(settings.names().trailBucket(region.name()))
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("trail")
                        .enabled(true)
                        .expiration(Duration.days(settings.number(TRAIL_DAYS)))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
            .removalPolicy(Storage.kept(settings))
            .build();
    bucket.addToResourcePolicy(statement("TrailLooks", "s3:GetBucketAcl", bucket.getBucketArn()));
    bucket.addToResourcePolicy(
        statement(
            "TrailWrites",
            "s3:PutObject",
            bucket.arnForObjects("AWSLogs/" + software.amazon.awscdk.Aws.ACCOUNT_ID + "/*")));
    return bucket;
  }

  private PolicyStatement statement(String sid, String action, String resource) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .principals(List.of(new ServicePrincipal(SERVICE)))
        .actions(List.of(action))
        .resources(List.of(resource))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of(
                    "aws:SourceArn",
                    Names.arn("cloudtrail", region.name(), "trail/" + settings.names().trail()))))
        .build();
  }

  private List<AdvancedEventSelectorProperty> selectors() {
    Names names = settings.names();
    List<String> functions =
        new ArrayList<>(List.of(Names.functionArn(region.name(), names.function())));
    if (settings.hasCritical()) {
      functions.add(Names.functionArn(region.name(), names.critical()));
    }
    return List.of(
        selector(
            "Files",
            "AWS::S3::Object",
            List.of(Names.bucketArn(names.bucket(region.name())) + "/")),
        selector("Locks", "AWS::DynamoDB::Table", List.of(names.locksArn(region.name()))),
        selector("Functions", "AWS::Lambda::Function", functions));
  }

  private static AdvancedEventSelectorProperty selector(
      String name, String type, List<String> arns) {
    return AdvancedEventSelectorProperty.builder()
        .name(name)
        .fieldSelectors(
            List.of(
                AdvancedFieldSelectorProperty.builder()
                    .field("eventCategory")
                    .equalTo(List.of("Data"))
                    .build(),
                AdvancedFieldSelectorProperty.builder()
                    .field("resources.type")
                    .equalTo(List.of(type))
                    .build(),
                AdvancedFieldSelectorProperty.builder()
                    .field("resources.ARN")
                    .startsWith(arns)
                    .build()))
        .build();
  }
}
