package dev.sage.connector.aws;

import java.net.URI;
import java.util.Optional;

/// As whom tests use what stands in for Amazon's services.
final class Access {
  private Access() {}

  static AwsAccess to(URI endpoint) {
    return new AwsAccess(
        "us-east-1", Optional.of(endpoint), Optional.of(new AwsAccess.Keys("llave", "secreto")));
  }
}
