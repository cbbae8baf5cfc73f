package dev.sage.connector.aws;

import dev.sage.connector.aws.Bucket.Seen;
import dev.sage.connector.aws.Bucket.Write;
import dev.sage.connector.aws.S3Settings.Addressing;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.FileNames;
import dev.sage.spi.storage.StoredFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Executions in a bucket: `<prefix><execution>/<name>`.
///
/// Nothing locks a bucket. The token of an execution is an object of its own, looked at before
/// files are written and again afterwards, and every file is written only over a version of no
/// larger token. So a worker that was replaced never takes the place of a file of the one that
/// replaced it. What it was writing under another name when it was replaced may still appear; it is
/// told that it is fenced.
public final class S3Store implements ExecutionStore {
  private static final int TRIES = 64;
  private static final int AT_ONCE = 8;
  private static final int PAGE = 1_000;

  /// The character that follows `/`: after a folder comes what is after all that is in it.
  private static final String AFTER_SLASH = "0";

  private final S3Settings settings;
  private final S3Client s3;
  private final S3Presigner presigner;
  private final Bucket bucket;
  private final S3Fence fence;
  private final Supplier<UUID> ids;

  private S3Store(S3Settings settings, S3Client s3, S3Presigner presigner, Supplier<UUID> ids) {
    this.settings = settings;
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = new Bucket(s3, settings);
    this.fence = new S3Fence(bucket, settings.prefix(), ids);
    this.ids = ids;
  }

  /// Connects to nothing yet.
  ///
  /// @param ids makes ids that nobody else makes: `UUID::randomUUID`
  public static S3Store open(AwsAccess access, S3Settings settings, Supplier<UUID> ids) {
    Addressing addressing = settings.addressing();
    S3Client s3 =
        access
            .on(S3Client.builder())
            .forcePathStyle(addressing == Addressing.PATH)
            .accelerate(addressing == Addressing.ACCELERATED)
            .build();
    S3Presigner.Builder presigner =
        S3Presigner.builder()
            .region(Region.of(access.region()))
            .credentialsProvider(access.credentials())
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(addressing == Addressing.PATH)
                    .accelerateModeEnabled(addressing == Addressing.ACCELERATED)
                    .build());
    access.endpoint().ifPresent(presigner::endpointOverride);
    return new S3Store(settings, s3, presigner.build(), ids);
  }

  @Override
  public void put(UUID execution, long token, String name, Path file) {
    putAll(execution, token, Map.of(name, file));
  }

  /// Several at the same time.
  @Override
  public void putAll(UUID execution, long token, Map<String, Path> files) {
    files.keySet().forEach(FileNames::checked);
    fence.raise(execution, token);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<?>> running = new ArrayList<>();
      files.forEach(
          (name, file) -> running.add(threads.submit(() -> write(execution, token, name, file))));
      try {
        running.forEach(S3Store::await);
      } catch (SageException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    fence.check(execution, token);
  }

  private static void await(Future<?> running) {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SageException known
          ? known
          : new SageException(ErrorCode.INTERNAL, "A file could not be stored.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SageException(ErrorCode.CANCELLED, "Storing was interrupted.", e);
    }
  }

  /// A small file is sent as if there were none of its name, for mostly there is none; before a
  /// large one is sent, it is worth a look.
  private void write(UUID execution, long token, String name, Path file) {
    String key = key(execution, name);
    Write write = new Write(token, ids.get().toString());
    Optional<Seen> seen = bucket.isLarge(file) ? bucket.look(key) : Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      S3Fence.require(execution, token, seen.map(Seen::token).orElse(0L));
      if (bucket.write(key, write, seen, file)) {
        return;
      }
      seen = bucket.look(key);
      if (isOurs(seen, write)) {
        return;
      }
    }
    throw bucket.tooManyWriters();
  }

  private static boolean isOurs(Optional<Seen> seen, Write write) {
    return seen.isPresent() && seen.get().call().equals(write.call());
  }

  @Override
  public boolean putIfAbsent(UUID execution, long token, String name, byte[] content) {
    String key = key(execution, FileNames.checked(name));
    fence.raise(execution, token);
    Write write = new Write(token, ids.get().toString());
    return ifAbsent(key, write, () -> bucket.write(key, write, Optional.empty(), content));
  }

  private boolean ifAbsent(String key, Write write, BooleanSupplier written) {
    for (int i = 0; i < TRIES; i++) {
      if (written.getAsBoolean()) {
        return true;
      }
      Optional<Seen> seen = bucket.look(key);
      if (seen.isPresent()) {
        return isOurs(seen, write);
      }
    }
    throw bucket.tooManyWriters();
  }

  /// Before a large file is sent, it is worth a look.
  @Override
  public boolean add(UUID execution, String name, Path file) {
    String key = key(execution, FileNames.checked(name));
    if (bucket.isLarge(file) && bucket.look(key).isPresent()) {
      return false;
    }
    Write write = new Write(0, ids.get().toString());
    return ifAbsent(key, write, () -> bucket.write(key, write, Optional.empty(), file));
  }

  @Override
  public InputStream read(UUID execution, String name) {
    String key = key(execution, FileNames.checked(name));
    try {
      return new Download(s3.getObject(r -> r.bucket(settings.bucket()).key(key)));
    } catch (NoSuchKeyException e) {
      throw missing(execution);
    } catch (SdkException e) {
      throw bucket.failed(e);
    }
  }

  /// A range behind the end is refused by S3, and what is no range is not understood as one.
  @Override
  public InputStream read(UUID execution, String name, long offset, long length) {
    String key = key(execution, FileNames.checked(name));
    String range = "bytes=%d-%d".formatted(offset, offset + Math.max(1, length) - 1);
    try {
      Download piece =
          new Download(s3.getObject(r -> r.bucket(settings.bucket()).key(key).range(range)));
      return length > 0 ? piece : closed(piece);
    } catch (NoSuchKeyException e) {
      throw missing(execution);
    } catch (S3Exception e) {
      if (e.statusCode() == 416) {
        return InputStream.nullInputStream();
      }
      throw bucket.failed(e);
    } catch (SdkException e) {
      throw bucket.failed(e);
    }
  }

  private static InputStream closed(InputStream piece) {
    try (piece) {
      return InputStream.nullInputStream();
    } catch (IOException _) {
      return InputStream.nullInputStream(); // nothing of it was wanted
    }
  }

  @Override
  public void fetch(UUID execution, String name, Path target) {
    String key = key(execution, FileNames.checked(name));
    try {
      GetObjectResponse got = s3.getObject(r -> r.bucket(settings.bucket()).key(key), target);
      Files.setLastModifiedTime(target, FileTime.from(got.lastModified()));
    } catch (NoSuchKeyException e) {
      throw missing(execution);
    } catch (SdkException e) {
      throw bucket.failed(e);
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORAGE, "A file of " + execution + " cannot be written on this machine.", e);
    }
  }

  /// A connection that breaks is a failure of the stream, as readers of streams expect it.
  private static final class Download extends FilterInputStream {
    Download(InputStream object) {
      super(object);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (SdkException e) {
        throw new IOException("The connection to the bucket broke.", e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (SdkException e) {
        throw new IOException("The connection to the bucket broke.", e);
      }
    }
  }

  private SageException missing(UUID execution) {
    return new SageException(
        ErrorCode.FILE_MISSING,
        "The execution " + execution + " has no such file in " + display() + ".");
  }

  @Override
  public List<StoredFile> list(UUID execution, Optional<String> after, int most) {
    if (most < 1 || most > PAGE) {
      throw new IllegalArgumentException("A page has 1 to 1,000 files.");
    }
    List<StoredFile> files = new ArrayList<>();
    Optional<String> last = after;
    boolean more = true;
    while (more && files.size() < most) {
      ListObjectsV2Response page = page(execution, last, most - files.size());
      page.contents().forEach(object -> files.add(stored(execution, object)));
      more = Boolean.TRUE.equals(page.isTruncated()) && !page.contents().isEmpty();
      last = files.isEmpty() ? after : Optional.of(files.getLast().name());
    }
    return List.copyOf(files);
  }

  private ListObjectsV2Response page(UUID execution, Optional<String> after, int most) {
    try {
      return s3.listObjectsV2(r ->
          r.bucket(settings.bucket())
              .prefix(key(execution, ""))
              .startAfter(after.map(name -> key(execution, name)).orElse(null))
              .maxKeys(most));
    } catch (SdkException e) {
      throw bucket.failed(e);
    }
  }

  /// A folder is one answer, however much is in it. Tokens and what others keep there are left out.
  @Override
  public List<UUID> executions(Optional<UUID> after, int most) {
    if (most < 1 || most > PAGE) {
      throw new IllegalArgumentException("A page has 1 to 1,000 executions.");
    }
    List<UUID> found = new ArrayList<>();
    Optional<String> last = after.map(id -> settings.prefix() + id + AFTER_SLASH);
    boolean more = true;
    while (more && found.size() < most) {
      ListObjectsV2Response page = folders(last, most - found.size());
      List<String> names = page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
      names.forEach(name -> FileNames.execution(folder(name)).ifPresent(found::add));
      more = Boolean.TRUE.equals(page.isTruncated()) && !names.isEmpty();
      last = names.isEmpty() ? last : Optional.of(withoutSlash(names.getLast()) + AFTER_SLASH);
    }
    return List.copyOf(found);
  }

  private ListObjectsV2Response folders(Optional<String> after, int most) {
    try {
      return s3.listObjectsV2(r ->
          r.bucket(settings.bucket())
              .prefix(settings.prefix())
              .delimiter("/")
              .startAfter(after.orElse(null))
              .maxKeys(most));
    } catch (SdkException e) {
      throw bucket.failed(e);
    }
  }

  private String folder(String prefix) {
    return withoutSlash(prefix.substring(settings.prefix().length()));
  }

  private static String withoutSlash(String prefix) {
    return prefix.substring(0, prefix.length() - 1);
  }

  private StoredFile stored(UUID execution, S3Object object) {
    String name = object.key().substring(key(execution, "").length());
    return new StoredFile(name, object.size(), object.lastModified());
  }

  @Override
  public void delete(UUID execution, String name) {
    deleteKey(key(execution, FileNames.checked(name)));
  }

  private void deleteKey(String key) {
    try {
      s3.deleteObject(r -> r.bucket(settings.bucket()).key(key));
    } catch (SdkException e) {
      throw bucket.failed(e);
    }
  }

  @Override
  public void deleteAll(UUID execution) {
    List<StoredFile> page = list(execution, Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      delete(execution, page);
      page = list(execution, Optional.empty(), PAGE);
    }
    deleteKey(fence.key(execution));
  }

  private void delete(UUID execution, List<StoredFile> files) {
    List<ObjectIdentifier> keys =
        files.stream()
            .map(file -> ObjectIdentifier.builder().key(key(execution, file.name())).build())
            .toList();
    try {
      boolean all =
          s3.deleteObjects(
                  r -> r.bucket(settings.bucket()).delete(d -> d.objects(keys).quiet(true)))
              .errors()
              .isEmpty();
      if (!all) {
        throw new SageException(
            ErrorCode.STORE_UNREACHABLE, display() + ": not all files could be deleted.");
      }
    } catch (SdkException e) {
      throw bucket.failed(e);
    }
  }

  @Override
  public Optional<URI> download(UUID execution, String name, Duration validity) {
    String key = key(execution, FileNames.checked(name));
    try {
      return Optional.of(
          presigner
              .presignGetObject(p ->
                  p.signatureDuration(validity)
                      .getObjectRequest(r -> r.bucket(settings.bucket()).key(key)))
              .url()
              .toURI());
    } catch (SdkException e) {
      throw bucket.failed(e);
    } catch (URISyntaxException e) {
      throw new SageException(ErrorCode.INTERNAL, "An address of S3 is none.", e);
    }
  }

  private String key(UUID execution, String name) {
    return settings.prefix() + execution + "/" + name;
  }

  @Override
  public String display() {
    return "s3://" + settings.bucket() + "/" + settings.prefix();
  }

  @Override
  public void close() {
    presigner.close();
    s3.close();
  }
}
