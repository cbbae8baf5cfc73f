package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.BUCKET_KEY;
import static dev.sage.deploy.aws.Setting.BUCKET_PREFIX;
import static dev.sage.deploy.aws.Setting.DAEMONS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// What functions and the server may do: what their code calls, on what is theirs, and nothing
/// else. A test records the calls and compares.
final class Roles {
  private final Construct scope;
  private final DeploySettings settings;
  private final Region region;

  Roles(Construct scope, DeploySettings settings, Region region) {
    this.scope = scope;
    this.settings = settings;
    this.region = region;
  }

  /// @param function its name
  /// @param isInside whether it lives in a VPC
  Role function(String id, String function, List<String> secrets, boolean isInside) {
    Role role =
        Role.Builder.create(scope, id)
            .description("SAGE: the function " + function)
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    work().forEach(role::addToPolicy);
    role.addToPolicy(writeLog(settings.names().functionLog(function)));
    if (!secrets.isEmpty()) {
      role.addToPolicy(allow("Secrets", List.of("secretsmanager:GetSecretValue"), secrets));
    }
    if (isInside) {
      interfaces(role, function);
    }
    return role;
  }

  /// What a worker does, here or there.
  private List<PolicyStatement> work() {
    List<PolicyStatement> statements = new ArrayList<>();
    String bucket = Names.bucketArn(settings.names().bucket(region.name()));
    statements.add(
        allow(
            "Files",
            List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
            List.of(bucket + "/" + settings.text(BUCKET_PREFIX) + "*")));
    // Without it a file that is missing looks like one that is forbidden; so no condition on a
    // prefix.
    statements.add(allow("Listing", List.of("s3:ListBucket"), List.of(bucket)));
    statements.add(
        allow(
            "Locks",
            List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
            List.of(settings.names().locksArn(region.name()))));
    settings
        .given(BUCKET_KEY)
        .ifPresent(key ->
            statements.add(
                allow("Key", List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key))));
    return statements;
  }

  private PolicyStatement writeLog(String group) {
    return allow(
        "Log",
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(Names.arn("logs", region.name(), "log-group:" + group + ":*")));
  }

  /// Lambda itself, as the function's role, makes the network interfaces; Amazon has some of these
  /// actions for all resources only, and keeps a policy with nothing else. The function's own code
  /// gets none of them.
  private void interfaces(Role role, String function) {
    role.addManagedPolicy(
        ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSLambdaENIManagementAccess"));
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("NoInterfacesForCode")
            .effect(Effect.DENY)
            .actions(
                List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses"))
            .resources(
                List.of(
                    Names.arn("ec2", region.name(), "network-interface/*"),
                    Names.arn("ec2", region.name(), "subnet/*"),
                    Names.arn("ec2", region.name(), "security-group/*")))
            .conditions(
                Map.of(
                    "ArnEquals",
                    Map.of("lambda:SourceFunctionArn", Names.functionArn(region.name(), function))))
            .build());
  }

  /// Of the server: it does executions itself, starts functions, and takes what these have given
  /// up. Its log group gets what the agent beside it says about where executions went.
  Role daemon() {
    Role role =
        Role.Builder.create(scope, "Daemon")
            .description("SAGE: the server")
            .assumedBy(daemons())
            .build();
    work().forEach(role::addToPolicy);
    role.addToPolicy(allow("Functions", List.of("lambda:InvokeFunction"), aliases()));
    role.addToPolicy(
        allow(
            "DeadLetters",
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage"),
            List.of(Names.arn("sqs", region.name(), settings.names().deadLetters()))));
    role.addToPolicy(writeLog(settings.names().serverLog()));
    return role;
  }

  private List<String> aliases() {
    List<String> aliases = new ArrayList<>();
    aliases.add(
        Names.functionArn(region.name(), settings.names().function() + ":" + Functions.ALIAS));
    if (settings.hasCritical()) {
      aliases.add(
          Names.functionArn(region.name(), settings.names().critical() + ":" + Functions.ALIAS));
    }
    return aliases;
  }

  private IPrincipal daemons() {
    return new CompositePrincipal(
        settings.list(DAEMONS).stream().map(Roles::principal).toArray(IPrincipal[]::new));
  }

  private static IPrincipal principal(String who) {
    return who.startsWith("arn:") ? new ArnPrincipal(who) : new ServicePrincipal(who);
  }

  private static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(resources)
        .build();
  }
}
