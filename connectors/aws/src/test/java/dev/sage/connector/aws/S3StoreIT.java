package dev.sage.connector.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.connector.aws.S3Settings.Addressing;
import dev.sage.connector.aws.S3Settings.Encryption;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.FreshIds;
import dev.sage.testing.Racers;
import dev.sage.testing.aws.Emulator;
import dev.sage.testing.storage.ExecutionStoreContract;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

final class S3StoreIT extends ExecutionStoreContract {
  private static final String BUCKET = "ejecuciones";
  private static final S3Settings SETTINGS =
      new S3Settings(BUCKET, "un/prefijo/", Addressing.PATH, Encryption.S3, 5 << 20);

  @AutoClose static final Emulator SERVER = Emulator.s3();
  private static final AwsAccess ACCESS = Access.to(SERVER.endpoint());

  private static S3Client s3;
  private static ExecutionStore store;
  private static ExecutionStore another;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    s3 = ACCESS.on(S3Client.builder()).forcePathStyle(true).build();
    s3.createBucket(r -> r.bucket(BUCKET));
    store = S3Store.open(ACCESS, SETTINGS, FreshIds::next);
    another = S3Store.open(ACCESS, SETTINGS, FreshIds::next);
  }

  @AfterAll
  static void close() {
    store.close();
    another.close();
    s3.close();
  }

  @Override
  protected ExecutionStore store() {
    return store;
  }

  @Override
  protected ExecutionStore another() {
    return another;
  }

  /// S3 promises that one of many wins. S3Mock looks and writes in two steps, and among 32 that
  /// race it was seen to let two in: here they come one after the other, from two stores.
  @Test
  @Override
  public void ofManyThatPutIfAbsentExactlyOneWins() {
    for (int i = 0; i < 32; i++) {
      byte[] content = ("racer " + i).getBytes(StandardCharsets.UTF_8);
      ExecutionStore racer = i % 2 == 0 ? store : another;
      assertThat(racer.putIfAbsent(execution, 1, "result.json", content)).isEqualTo(i == 0);
    }
  }

  /// The same.
  @Test
  @Override
  public void ofManyThatAddExactlyOneWins() {
    for (int i = 0; i < 16; i++) {
      ExecutionStore racer = i % 2 == 0 ? store : another;
      assertThat(racer.add(execution, "a", file("racer " + i))).isEqualTo(i == 0);
    }
    assertThat(text("a")).isEqualTo("racer 0");
  }

  /// S3 shows one whole version or another. S3Mock writes into the file that others are reading:
  /// here each has a name of its own.
  @Test
  @Override
  public void writersAtTheSameTimeLeaveWholeFiles() {
    Racers.race(
        8,
        i -> {
          String content = Integer.toString(i).repeat(200_000 + i);
          store.put(execution, 1, "own/" + i, file(content));
          assertThat(text("own/" + i)).isEqualTo(content);
          return i;
        });
  }

  @Test
  void filesAreWherePeopleLookForThemAndEncrypted() throws Exception {
    store.put(execution, 3, "output/a", Files.writeString(folder.resolve("a"), "uno"));

    HeadObjectResponse head = head("output/a");
    assertThat(head.contentLength()).isEqualTo(3);
    assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(head.metadata()).containsEntry("sage-token", "3");
  }

  @Test
  void aLargeFileGoesInPartsAndIsReplacedByAnother() throws Exception {
    byte[] content = new byte[(11 << 20) + 7];
    new Random(3).nextBytes(content);
    Path large = Files.write(folder.resolve("large"), content);
    store.put(execution, 1, "a", large);
    assertThat(head("a").eTag()).contains("-3");
    content[0]++;
    Path other = Files.write(folder.resolve("other"), content);
    another.put(execution, 2, "a", other);

    Path fetched = folder.resolve("fetched");
    store.fetch(execution, "a", fetched);
    assertThat(Files.mismatch(other, fetched)).isEqualTo(-1);
    assertThatThrownBy(() -> store.put(execution, 1, "a", large)).isInstanceOf(SageException.class);
    assertThat(s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
  }

  @Test
  void anybodyWithTheAddressReadsAFileForAWhile() throws Exception {
    String name = "rejects/Ventas de junio ñ.csv";
    store.put(execution, 1, name, Files.writeString(folder.resolve("a"), "uno"));

    Optional<URI> address = store.download(execution, name, Duration.ofMinutes(5));

    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(address.orElseThrow()).build(),
                      BodyHandlers.ofString())
                  .body())
          .isEqualTo("uno");
    }
  }

  @Test
  void whatSomebodyElsePutThereCountsAsOfNoToken() throws Exception {
    s3.putObject(
        r -> r.bucket(BUCKET).key("un/prefijo/" + execution + "/a"),
        RequestBody.fromString("ajeno"));

    assertThat(store.putIfAbsent(execution, 1, "a", new byte[] {1})).isFalse();
    store.put(execution, 1, "a", Files.writeString(folder.resolve("a"), "uno"));
    try (InputStream in = store.read(execution, "a")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("uno");
    }
  }

  @Test
  void aBucketThatIsNotThereIsTold() {
    S3Settings settings =
        new S3Settings("ninguno", "", Addressing.PATH, Encryption.OF_BUCKET, 5 << 20);
    try (ExecutionStore nowhere = S3Store.open(ACCESS, settings, FreshIds::next)) {
      assertThatThrownBy(() -> nowhere.putIfAbsent(execution, 1, "a", new byte[] {1}))
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNREACHABLE))
          .hasMessageContaining("ninguno");
    }
  }

  @Test
  void aServiceThatCannotBeReachedIsTold() {
    try (ExecutionStore nowhere =
        S3Store.open(Access.to(Emulator.nowhere()), SETTINGS, FreshIds::next)) {
      assertThatThrownBy(() -> nowhere.list(execution, Optional.empty(), 1))
          .isInstanceOfSatisfying(
              SageException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNREACHABLE));
    }
  }

  private HeadObjectResponse head(String name) {
    return s3.headObject(r -> r.bucket(BUCKET).key("un/prefijo/" + execution + "/" + name));
  }
}
