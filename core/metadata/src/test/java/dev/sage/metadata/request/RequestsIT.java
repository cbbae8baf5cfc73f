package dev.sage.metadata.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.metadata.request.IdempotencyKeys.Known;
import dev.sage.metadata.request.Uploads.Upload;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RequestsIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final Duration HOUR = Duration.ofHours(1);

  private IdempotencyKeys keys;
  private Uploads uploads;

  @BeforeEach
  void prepare() {
    keys = new IdempotencyKeys(database.get());
    uploads = new Uploads(database.get());
  }

  @Test
  void aRequestIsDoneOnceAndItsAnswerGivenAgain() {
    assertThat(keys.begin("ana", "k", "f", HOUR)).isEqualTo(new Known.New());
    assertThat(keys.begin("ana", "k", "f", HOUR)).isEqualTo(new Known.Running());
    assertThat(keys.begin("otra", "k", "f", HOUR)).isEqualTo(new Known.New());

    keys.finish("ana", "k", 201, "{}", HOUR);

    assertThat(keys.begin("ana", "k", "f", HOUR)).isEqualTo(new Known.Done(201, "{}"));
    assertThat(keys.begin("ana", "k", "otra", HOUR)).isEqualTo(new Known.Different());
  }

  @Test
  void whatWasAbandonedOrDiedIsDoneAgain() {
    keys.begin("ana", "k", "f", HOUR);
    keys.abandon("ana", "k");
    assertThat(keys.begin("ana", "k", "f", HOUR)).isEqualTo(new Known.New());

    database.run("UPDATE claves_idempotencia SET vence_en = vence_en - interval '2 hours'");
    assertThat(keys.begin("ana", "k", "otra", HOUR)).isEqualTo(new Known.New());
  }

  @Test
  void oldKeysAreForgotten() {
    keys.begin("ana", "k", "f", HOUR);
    assertThat(keys.deleteExpired()).isZero();

    database.run("UPDATE claves_idempotencia SET vence_en = vence_en - interval '2 hours'");

    assertThat(keys.deleteExpired()).isEqualTo(1);
  }

  @Test
  void anUploadGoesOnFromWhereItIs() {
    UUID id = begin();

    assertThat(uploads.advance(id, 0, 60, HOUR)).isTrue();
    assertThat(uploads.advance(id, 0, 80, HOUR)).as("somebody else was faster").isFalse();
    assertThat(uploads.find(id)).map(Upload::received).contains(60L);
    assertThat(uploads.advance(id, 60, 100, HOUR)).isTrue();

    assertThat(uploads.find(id).orElseThrow().isComplete()).isTrue();
    uploads.delete(id);
    assertThat(uploads.find(id)).isEmpty();
  }

  @Test
  void anUploadThatNobodyWentOnWithExpires() {
    UUID id = begin();
    assertThat(uploads.deleteExpired()).isEmpty();

    database.run("UPDATE subidas SET vence_en = vence_en - interval '2 hours'");

    assertThat(uploads.find(id)).isEmpty();
    assertThat(uploads.advance(id, 0, 1, HOUR)).isFalse();
    assertThat(uploads.deleteExpired()).containsExactly(id);
  }

  private UUID begin() {
    UUID inbox = new PostgresqlControlPath(database).inbox();
    UUID id = UUID.randomUUID();
    uploads.begin(id, inbox, Optional.empty(), "a.csv", 100, HOUR, "ana");
    return id;
  }
}
