package dev.sage.deploy.aws;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which right a call needs, as Amazon's service authorization reference says.
final class Actions {
  private static final Map<String, String> OF =
      Map.ofEntries(
          // A link that is signed: who follows it acts as the one who signed.
          Map.entry("s3:GetObject", "s3:GetObject"),
          Map.entry("S3:HeadObject", "s3:GetObject"),
          Map.entry("S3:GetObject", "s3:GetObject"),
          Map.entry("S3:PutObject", "s3:PutObject"),
          Map.entry("S3:CreateMultipartUpload", "s3:PutObject"),
          Map.entry("S3:UploadPart", "s3:PutObject"),
          Map.entry("S3:CompleteMultipartUpload", "s3:PutObject"),
          Map.entry("S3:AbortMultipartUpload", "s3:AbortMultipartUpload"),
          Map.entry("S3:DeleteObject", "s3:DeleteObject"),
          Map.entry("S3:DeleteObjects", "s3:DeleteObject"),
          Map.entry("S3:ListObjectsV2", "s3:ListBucket"),
          Map.entry("DynamoDb:GetItem", "dynamodb:GetItem"),
          Map.entry("DynamoDb:PutItem", "dynamodb:PutItem"),
          Map.entry("DynamoDb:UpdateItem", "dynamodb:UpdateItem"),
          Map.entry("Lambda:Invoke", "lambda:InvokeFunction"),
          Map.entry("Sqs:ReceiveMessage", "sqs:ReceiveMessage"),
          Map.entry("Sqs:DeleteMessage", "sqs:DeleteMessage"),
          Map.entry("SecretsManager:GetSecretValue", "secretsmanager:GetSecretValue"));

  private Actions() {}

  static Set<String> of(Set<String> calls) {
    Set<String> actions = new TreeSet<>();
    for (String call : calls) {
      String action = OF.get(call);
      if (action == null) {
        throw new AssertionError("Nobody knows which right this call needs: " + call);
      }
      actions.add(action);
    }
    return actions;
  }
}
