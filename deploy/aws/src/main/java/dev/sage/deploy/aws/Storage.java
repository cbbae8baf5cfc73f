package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.BUCKET_DAYS;
import static dev.sage.deploy.aws.Setting.BUCKET_KEY;
import static dev.sage.deploy.aws.Setting.BUCKET_PREFIX;
import static dev.sage.deploy.aws.Setting.KEEP_DATA;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// The bucket of executions: encrypted, never public, never without TLS, emptied after some days.
final class Storage {
  private static final int LEFTOVER_DAYS = 1;

  private final Construct scope;
  private final DeploySettings settings;
  private final Region region;
  private final Bucket bucket;

  Storage(Construct scope, DeploySettings settings, Region region) {
    this.scope = scope;
    this.settings = settings;
    this.region = region;
    this.bucket = bucket();
    if (region.isFirst() && region.other().isPresent()) {
      replicate(region.other().get());
    }
  }

  Bucket executions() {
    return bucket;
  }

  private Bucket bucket() {
    Bucket.Builder builder =
        Bucket.Builder.create(scope, "Executions")
            .bucketName(settings.names().bucket(region.name()))
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .versioned(region.other().isPresent())
            .lifecycleRules(List.of(expiry()))
            .removalPolicy(kept(settings));
    settings
        .given(BUCKET_KEY)
        .ifPresentOrElse(
            arn ->
                builder
                    .encryption(BucketEncryption.KMS)
                    .bucketKeyEnabled(true)
                    .encryptionKey(Key.fromKeyArn(scope, "Key", arn)),
            () -> builder.encryption(BucketEncryption.S3_MANAGED));
    return builder.build();
  }

  /// What lies in a bucket or a database goes with the stack only where somebody said so.
  static RemovalPolicy kept(DeploySettings settings) {
    return settings.is(KEEP_DATA) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  private LifecycleRule expiry() {
    LifecycleRule.Builder rule =
        LifecycleRule.builder()
            .id("executions")
            .enabled(true)
            .expiration(Duration.days(settings.number(BUCKET_DAYS)))
            .abortIncompleteMultipartUploadAfter(Duration.days(LEFTOVER_DAYS));
    if (region.other().isPresent()) {
      rule.noncurrentVersionExpiration(Duration.days(LEFTOVER_DAYS));
    }
    return rule.build();
  }

  /// The other bucket is meant by its name: its stack is deployed before this one.
  private void replicate(String target) {
    String copy = Names.bucketArn(settings.names().bucket(target));
    Role role =
        Role.Builder.create(scope, "Replication")
            .description("Copies executions to the bucket of the second region")
            .assumedBy(new ServicePrincipal("s3.amazonaws.com"))
            .build();
    role.addToPolicy(
        allow(
            "Source",
            List.of("s3:GetReplicationConfiguration", "s3:ListBucket"),
            bucket.getBucketArn()));
    role.addToPolicy(
        allow(
            "Versions",
            List.of(
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging"),
            bucket.arnForObjects(settings.text(BUCKET_PREFIX) + "*")));
    role.addToPolicy(
        allow(
            "Copies",
            List.of("s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"),
            copy + "/" + settings.text(BUCKET_PREFIX) + "*"));
    CfnBucket raw = (CfnBucket) bucket.getNode().getDefaultChild();
    if (raw != null) {
      raw.addPropertyOverride("ReplicationConfiguration", replication(role, copy));
    }
  }

  private Map<String, Object> replication(Role role, String copy) {
    return Map.of(
        "Role",
        role.getRoleArn(),
        "Rules",
        List.of(
            Map.of(
                "Id",
                "second-region",
                "Status",
                "Enabled",
                "Priority",
                1,
                "Filter",
                Map.of("Prefix", settings.text(BUCKET_PREFIX)),
                "DeleteMarkerReplication",
                Map.of("Status", "Enabled"),
                "Destination",
                Map.of("Bucket", copy))));
  }

  private static PolicyStatement allow(String sid, List<String> actions, String resource) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(List.of(resource))
        .build();
  }
}
