package dev.sage.connector.aws;

import dev.sage.connector.aws.Bucket.Seen;
import dev.sage.connector.aws.Bucket.Write;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The largest token of each execution: a small object that is only ever replaced by one of a
/// larger token. Tokens of 0 leave none.
final class S3Fence {
  private static final int TRIES = 64;

  private final Bucket bucket;
  private final String prefix;
  private final Supplier<UUID> ids;

  S3Fence(Bucket bucket, String prefix, Supplier<UUID> ids) {
    this.bucket = bucket;
    this.prefix = prefix + ".tokens/";
    this.ids = ids;
  }

  String key(UUID execution) {
    return prefix + execution;
  }

  /// Makes a token known; from now on smaller ones are refused.
  ///
  /// @throws SageException [ErrorCode#FENCED] for one that is smaller than one before
  void raise(UUID execution, long token) {
    Write write = new Write(token, ids.get().toString());
    byte[] text = Long.toString(token).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < TRIES; i++) {
      Optional<Seen> seen = bucket.look(key(execution));
      long largest = seen.map(Seen::token).orElse(0L);
      require(execution, token, largest);
      if (token == largest || bucket.write(key(execution), write, seen, text)) {
        return;
      }
    }
    throw bucket.tooManyWriters();
  }

  /// Says whether somebody with a larger token came meanwhile.
  void check(UUID execution, long token) {
    require(execution, token, bucket.look(key(execution)).map(Seen::token).orElse(0L));
  }

  static void require(UUID execution, long token, long largest) {
    if (token < largest) {
      throw new SageException(
          ErrorCode.FENCED,
          "Another worker has taken over the execution %s (token %d after %d)."
              .formatted(execution, largest, token));
    }
  }
}
