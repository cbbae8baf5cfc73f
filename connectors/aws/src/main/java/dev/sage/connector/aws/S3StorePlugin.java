package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StorePlugin;
import java.util.UUID;

/// Serves `s3://bucket/prefix?region=…`. Keys come from where Amazon's tools look for them: the
/// environment, the profile, the machine.
public final class S3StorePlugin implements StorePlugin {
  @Override
  public boolean accepts(String url) {
    return url.startsWith("s3://");
  }

  @Override
  public ExecutionStore open(String url) {
    try {
      S3Url s3 = S3Url.parse(url);
      return S3Store.open(s3.access(), s3.settings(), UUID::randomUUID);
    } catch (IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID,
          "A store in S3 is s3://bucket/prefix?region=REGION, also with endpoint, path_style, accelerate, sse, kms_key and part: "
              + e.getMessage(),
          e);
    }
  }
}
