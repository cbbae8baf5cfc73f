package dev.sage.connector.aws;

import dev.sage.connector.aws.S3Settings.Encryption;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects that are written only over the version that the writer has seen.
///
/// Every object says in its metadata by which token and in which call it was written. A request
/// whose answer was lost is sent again and then refused because of itself: that is told apart by
/// the call.
final class Bucket {
  private static final String TOKEN = "sage-token";
  private static final String CALL = "sage-call";
  private static final int MOST_PARTS = 9_000;

  private final S3Client s3;
  private final S3Settings settings;

  Bucket(S3Client s3, S3Settings settings) {
    this.s3 = s3;
    this.settings = settings;
  }

  /// An object as it was seen.
  record Seen(String etag, long token, String call) {}

  /// What is written, and by whom.
  ///
  /// @param call unique
  record Write(long token, String call) {
    Map<String, String> metadata() {
      return Map.of(TOKEN, Long.toString(token), CALL, call);
    }
  }

  Optional<Seen> look(String key) {
    try {
      HeadObjectResponse head = s3.headObject(r -> r.bucket(settings.bucket()).key(key));
      return Optional.of(seen(head));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw failed(e);
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  private static Seen seen(HeadObjectResponse head) {
    Map<String, String> told = head.metadata();
    try {
      long token = Long.parseLong(told.getOrDefault(TOKEN, "0"));
      return new Seen(head.eTag(), token, told.getOrDefault(CALL, ""));
    } catch (NumberFormatException e) {
      return new Seen(head.eTag(), 0, ""); // of somebody else
    }
  }

  /// Writes an object, if there still is what was seen.
  ///
  /// @param over empty: if there is none
  /// @return false: something else is there, or somebody is writing
  boolean write(String key, Write write, Optional<Seen> over, byte[] content) {
    return accepted(
        () -> s3.putObject(request(key, write, over).build(), RequestBody.fromBytes(content)));
  }

  /// The same for a file; a large one goes in parts.
  boolean write(String key, Write write, Optional<Seen> over, Path file) {
    long size = size(file);
    return size <= settings.partBytes()
        ? accepted(
            () -> s3.putObject(request(key, write, over).build(), RequestBody.fromFile(file)))
        : accepted(() -> writeParts(key, write, over, file, size));
  }

  boolean isLarge(Path file) {
    return size(file) > settings.partBytes();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "A file to be stored cannot be read.", e);
    }
  }

  private boolean accepted(Runnable request) {
    try {
      request.run();
      return true;
    } catch (S3Exception e) {
      if (isRefusedForWhatIsThere(e)) {
        return false;
      }
      throw failed(e);
    } catch (SdkException | UncheckedIOException e) {
      throw failed(e);
    }
  }

  /// 404: there is none any more, or the parts were put together already.
  private static boolean isRefusedForWhatIsThere(S3Exception e) {
    boolean gone = e.statusCode() == 404 && !"NoSuchBucket".equals(code(e));
    return gone || e.statusCode() == 409 || e.statusCode() == 412;
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }

  private PutObjectRequest.Builder request(String key, Write write, Optional<Seen> over) {
    Encryption encryption = settings.encryption();
    return PutObjectRequest.builder()
        .bucket(settings.bucket())
        .key(key)
        .metadata(write.metadata())
        .ifNoneMatch(over.isEmpty() ? "*" : null)
        .ifMatch(over.map(Seen::etag).orElse(null))
        .serverSideEncryption(encryption.algorithm().orElse(null))
        .ssekmsKeyId(encryption.key().orElse(null));
  }

  private CreateMultipartUploadRequest begin(String key, Write write) {
    Encryption encryption = settings.encryption();
    return CreateMultipartUploadRequest.builder()
        .bucket(settings.bucket())
        .key(key)
        .metadata(write.metadata())
        .serverSideEncryption(encryption.algorithm().orElse(null))
        .ssekmsKeyId(encryption.key().orElse(null))
        .build();
  }

  private void writeParts(String key, Write write, Optional<Seen> over, Path file, long size) {
    String upload = s3.createMultipartUpload(begin(key, write)).uploadId();
    try {
      List<CompletedPart> parts = upload(key, upload, file, size);
      s3.completeMultipartUpload(r ->
          r.bucket(settings.bucket())
              .key(key)
              .uploadId(upload)
              .ifNoneMatch(over.isEmpty() ? "*" : null)
              .ifMatch(over.map(Seen::etag).orElse(null))
              .multipartUpload(m -> m.parts(parts)));
    } catch (RuntimeException e) {
      abort(key, upload, e);
      throw e;
    }
  }

  private List<CompletedPart> upload(String key, String upload, Path file, long size) {
    long length = Math.max(settings.partBytes(), size / MOST_PARTS + 1);
    List<CompletedPart> parts = new ArrayList<>();
    for (long start = 0; start < size; start += length) {
      parts.add(part(key, upload, parts.size() + 1, Slice.of(file, start, size, length)));
    }
    return parts;
  }

  private CompletedPart part(String key, String upload, int number, Slice slice) {
    String etag =
        s3.uploadPart(
                r -> r.bucket(settings.bucket()).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromContentProvider(
                    slice::open, slice.length(), "application/octet-stream"))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /// What cannot be given up now, the bucket's own rules delete.
  private void abort(String key, String upload, RuntimeException failure) {
    try {
      s3.abortMultipartUpload(r -> r.bucket(settings.bucket()).key(key).uploadId(upload));
    } catch (SdkException second) {
      failure.addSuppressed(second);
    }
  }

  SageException failed(RuntimeException e) {
    String where = "The bucket " + settings.bucket();
    return e instanceof SdkException sdk
        ? AwsFailure.of(ErrorCode.STORE_UNREACHABLE, where, sdk)
        : new SageException(ErrorCode.STORAGE, where + ": a file to be stored cannot be read.", e);
  }

  SageException tooManyWriters() {
    return new SageException(
        ErrorCode.STORE_UNREACHABLE,
        "The bucket %s: others write the same files all the time.".formatted(settings.bucket()));
  }
}
