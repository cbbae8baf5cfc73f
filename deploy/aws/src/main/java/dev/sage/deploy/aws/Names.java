package dev.sage.deploy.aws;

import software.amazon.awscdk.Aws;

/// How everything is called. Names are known before anything is made: what stands in another
/// region, or is made later, is meant by its name.
///
/// @param prefix begins each
record Names(String prefix) {
  String stack(String region) {
    return prefix + "-" + region;
  }

  String bucket(String region) {
    return "%s-executions-%s-%s".formatted(prefix, Aws.ACCOUNT_ID, region);
  }

  String trailBucket(String region) {
    return "%s-trail-%s-%s".formatted(prefix, Aws.ACCOUNT_ID, region);
  }

  String trail() {
    return prefix + "-data";
  }

  String locks() {
    return prefix.replace('-', '_') + "_execution_locks";
  }

  String function() {
    return prefix + "-file-processor";
  }

  String critical() {
    return prefix + "-file-processor-critical";
  }

  String deadLetters() {
    return prefix + "-dead-letters";
  }

  String alarms() {
    return prefix + "-alarms";
  }

  String alarm(String what) {
    return prefix + "-" + what;
  }

  String dashboard(String region) {
    return prefix + "-" + region;
  }

  String destinations() {
    return prefix + "-destinations";
  }

  String database() {
    return prefix + "-database";
  }

  String budget() {
    return prefix + "-month";
  }

  String functionLog(String function) {
    return "/aws/lambda/" + function;
  }

  String networkLog() {
    return "/" + prefix + "/network";
  }

  String serverLog() {
    return "/" + prefix + "/server";
  }

  static String bucketArn(String bucket) {
    return "arn:%s:s3:::%s".formatted(Aws.PARTITION, bucket);
  }

  static String arn(String service, String region, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(Aws.PARTITION, service, region, Aws.ACCOUNT_ID, resource);
  }

  String locksArn(String region) {
    return arn("dynamodb", region, "table/" + locks());
  }

  static String functionArn(String region, String function) {
    return arn("lambda", region, "function:" + function);
  }

  /// A secret's ARN ends with six characters that nobody can foresee.
  static String secretArn(String region, String secret) {
    return arn("secretsmanager", region, "secret:" + secret + "-??????");
  }
}
