package dev.sage.connector.aws;

import java.util.Optional;

/// A bucket, and how files are kept in it.
///
/// @param prefix of all keys; empty, or ends with `/`: `executions/`
/// @param addressing how the bucket is reached
/// @param encryption on the server
/// @param partBytes files that are larger go in parts of about this size, at least 5 MiB
public record S3Settings(
    String bucket, String prefix, Addressing addressing, Encryption encryption, int partBytes) {
  public static final String EXECUTIONS = "executions/";
  public static final int PART = 16 << 20;
  private static final int SMALLEST_PART = 5 << 20;

  public S3Settings {
    if (partBytes < SMALLEST_PART) {
      throw new IllegalArgumentException("A part has at least 5 MiB.");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("A prefix ends with /.");
    }
  }

  /// Under `executions/`, as the bucket says.
  public static S3Settings of(String bucket) {
    return new S3Settings(bucket, EXECUTIONS, Addressing.HOST, Encryption.OF_BUCKET, PART);
  }

  /// How a bucket is reached.
  public enum Addressing {
    /// It is part of the host.
    HOST,
    /// It is part of the path, as MinIO has it.
    PATH,
    /// By the nearest place of Amazon's network. The bucket must allow it.
    ACCELERATED
  }

  /// How the service encrypts what it keeps.
  ///
  /// @param algorithm empty: as the bucket says
  /// @param key of the key service; empty: none or its own
  public record Encryption(Optional<String> algorithm, Optional<String> key) {
    public static final Encryption OF_BUCKET = new Encryption(Optional.empty(), Optional.empty());

    /// With keys of S3.
    public static final Encryption S3 = new Encryption(Optional.of("AES256"), Optional.empty());

    /// With a key of the key service.
    public static Encryption kms(String key) {
      return new Encryption(Optional.of("aws:kms"), Optional.of(key));
    }
  }
}
