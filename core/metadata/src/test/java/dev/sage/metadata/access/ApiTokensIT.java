package dev.sage.metadata.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.metadata.CapturedLogs;
import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.metadata.access.ApiTokens.Issued;
import dev.sage.metadata.access.ApiTokens.TokenView;
import dev.sage.metadata.access.ApiTokens.Wanted;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ApiTokensIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private ApiTokens tokens;

  @BeforeEach
  void prepare() {
    tokens = new ApiTokens(database.get(), new SecureRandom());
  }

  @Test
  void aTokenLetsItsHolderIn() {
    Issued issued = tokens.issue(reader(Optional.empty()), "ana");

    Optional<TokenView> holder = tokens.authenticate(issued.secret());

    assertThat(holder).map(TokenView::id).contains(issued.token().id());
    assertThat(holder.orElseThrow().role()).isEqualTo(Role.READER);
    assertThat(tokens.list().getFirst().used()).isPresent();
  }

  @Test
  void nothingElseLetsAnybodyIn() {
    String secret = tokens.issue(reader(Optional.empty()), "ana").secret();

    for (String wrong :
        new String[] {"", "sage_", secret + "x", secret.toUpperCase(Locale.ROOT), "x"}) {
      assertThat(tokens.authenticate(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void theTokenIsKeptNowhereAndHas256Bits() {
    Issued issued = tokens.issue(reader(Optional.empty()), "ana");

    assertThat(issued.secret()).hasSize(5 + 43);
    assertThat(issued.toString()).doesNotContain(issued.secret());
    assertThat(database.query("SELECT t::text AS v FROM fichas_api t"))
        .noneMatch(row -> row.contains(issued.secret()));
    assertThat(database.query("SELECT t::text AS v FROM auditoria t"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(issued.secret()));
    assertThat(CapturedLogs.lines()).noneMatch(line -> line.contains(issued.secret()));
  }

  @Test
  void anExpiredOrRevokedTokenLetsNobodyIn() {
    Issued brief = tokens.issue(reader(Optional.of(Duration.ofHours(1))), "ana");
    Issued revoked = tokens.issue(reader(Optional.empty()), "ana");
    assertThat(tokens.hasValid(Role.READER)).isTrue();
    assertThat(tokens.hasValid(Role.ADMINISTRATOR)).isFalse();

    database.run("UPDATE fichas_api SET vence_en = vence_en - interval '2 hours'");
    tokens.revoke(revoked.token().id(), "ana");

    assertThat(tokens.authenticate(brief.secret())).isEmpty();
    assertThat(tokens.authenticate(revoked.secret())).isEmpty();
    assertThat(tokens.hasValid(Role.READER)).isFalse();
    assertThatThrownBy(
            () -> tokens.rotate(revoked.token().id(), Optional.empty(), Duration.ZERO, "ana"))
        .hasMessageContaining("revoked");
  }

  @Test
  void aRotatedTokenStaysValidForItsGrace() {
    Issued old = tokens.issue(reader(Optional.empty()), "ana");

    Issued fresh = tokens.rotate(old.token().id(), Optional.empty(), Duration.ofHours(1), "ana");

    assertThat(tokens.authenticate(old.secret())).isPresent();
    assertThat(tokens.authenticate(fresh.secret())).isPresent();
    assertThat(fresh.token().replaces()).contains(old.token().id());
    database.run(
        "UPDATE fichas_api SET vence_en = vence_en - interval '2 hours' WHERE id = '%s'"
            .formatted(old.token().id()));
    assertThat(tokens.authenticate(old.secret())).isEmpty();
    assertThat(tokens.authenticate(fresh.secret())).isPresent();
  }

  @Test
  void aSenderIsBoundToItsInbox() {
    PostgresqlControlPath path = new PostgresqlControlPath(database);
    UUID inbox = path.inbox();
    UUID sender = path.sender(inbox, "norte");
    Wanted wanted =
        new Wanted("norte", Role.SENDER, Optional.of(inbox), Optional.of(sender), Optional.empty());

    TokenView holder = tokens.authenticate(tokens.issue(wanted, "ana").secret()).orElseThrow();

    assertThat(holder.inbox()).contains(inbox);
    assertThat(holder.sender()).contains(sender);
    assertThatThrownBy(() ->
            new Wanted("x", Role.SENDER, Optional.empty(), Optional.empty(), Optional.empty()))
        .hasMessageContaining("inbox");
    assertThatThrownBy(() ->
            new Wanted("x", Role.READER, Optional.of(inbox), Optional.empty(), Optional.empty()))
        .hasMessageContaining("inbox");
    assertThatThrownBy(() ->
            tokens.issue(
                new Wanted(
                    "x",
                    Role.SENDER,
                    Optional.of(path.inbox()),
                    Optional.of(sender),
                    Optional.empty()),
                "ana"))
        .as("a sender of another inbox")
        .hasMessageContaining("refers");
  }

  private static Wanted reader(Optional<Duration> validity) {
    return new Wanted("panel", Role.READER, Optional.empty(), Optional.empty(), validity);
  }
}
