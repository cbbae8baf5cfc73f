package dev.sage.metadata.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Tokens of the API: 256 random bits, shown once, kept as SHA-256.
public final class ApiTokens {
  private static final String PREFIX = "sage_";
  private static final int BYTES = 32;

  private final MetadataDatabase database;
  private final SecureRandom random;

  public ApiTokens(MetadataDatabase database, SecureRandom random) {
    this.database = database;
    this.random = random;
  }

  /// A token as it is asked for.
  ///
  /// @param inbox of a sender, and of nobody else
  /// @param sender whose deliveries these are; empty: anybody's of that inbox
  /// @param validity empty: without end
  public record Wanted(
      String name,
      Role role,
      Optional<UUID> inbox,
      Optional<UUID> sender,
      Optional<Duration> validity) {
    public Wanted {
      if ((role == Role.SENDER) != inbox.isPresent() || (sender.isPresent() && inbox.isEmpty())) {
        throw new SageException(
            ErrorCode.USAGE, "A token of the role 'emisor' names an inbox, and no other does.");
      }
    }
  }

  /// A token as it is kept.
  public record TokenView(
      UUID id,
      String name,
      Role role,
      Optional<UUID> inbox,
      Optional<UUID> sender,
      String createdBy,
      Instant created,
      Optional<Instant> expires,
      Optional<Instant> revoked,
      Optional<Instant> used,
      Optional<UUID> replaces) {}

  /// A new token. This is the only time that anybody sees its secret.
  public static final class Issued {
    private final TokenView token;
    private final String secret;

    private Issued(TokenView token, String secret) {
      this.token = token;
      this.secret = secret;
    }

    public TokenView token() {
      return token;
    }

    /// What its holder sends.
    public String secret() {
      return secret;
    }

    @Override
    public String toString() {
      return "Issued[" + token.id() + "]";
    }
  }

  public Issued issue(Wanted wanted, String who) {
    return database.inTransaction(session -> issue(session, wanted, Optional.empty(), who));
  }

  /// Who holds a token, if it is valid now. Its last use is noted to the minute.
  public Optional<TokenView> authenticate(String secret) {
    if (!secret.startsWith(PREFIX) || secret.length() > 100) {
      return Optional.empty();
    }
    return database.inTransaction(session -> {
      Optional<TokenView> token =
          session
              .sql(
                  """
                  SELECT * FROM fichas_api
                  WHERE hash = :hash AND (vence_en IS NULL OR vence_en > now())
                    AND revocada_en IS NULL
                  """)
              .with("hash", hash(secret))
              .first(ApiTokens::view);
      token.ifPresent(found -> used(session, found.id()));
      return token;
    });
  }

  /// Ends a token now.
  public void revoke(UUID token, String who) {
    database.transact(session -> {
      TokenView before = find(session, token);
      session
          .sql("UPDATE fichas_api SET revocada_en = coalesce(revocada_en, now()) WHERE id = :id")
          .with("id", token)
          .update();
      AuditLog.write(session, who, "revocar", subject(token), before, find(session, token));
    });
  }

  /// Makes a new token like an old one, which stays valid for a while.
  public Issued rotate(UUID token, Optional<Duration> validity, Duration grace, String who) {
    return database.inTransaction(session -> {
      TokenView old = find(session, token);
      if (old.revoked().isPresent()) {
        throw new SageException(
            ErrorCode.CONFLICT, "The token %s was revoked. Issue a new one.".formatted(token));
      }
      session
          .sql(
              """
              UPDATE fichas_api
              SET vence_en = least(vence_en, now() + :grace * interval '1 millisecond')
              WHERE id = :id
              """)
          .with("id", token)
          .with("grace", grace)
          .update();
      Wanted wanted = new Wanted(old.name(), old.role(), old.inbox(), old.sender(), validity);
      return issue(session, wanted, Optional.of(token), who);
    });
  }

  /// The newest first.
  public List<TokenView> list() {
    return database.inTransaction(session ->
        session.sql("SELECT * FROM fichas_api ORDER BY creada_en DESC, id").list(ApiTokens::view));
  }

  /// Whether there is a valid token of that role: the first administrator is made otherwise.
  public boolean hasValid(Role role) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT EXISTS (SELECT FROM fichas_api
                  WHERE rol = :role AND revocada_en IS NULL
                    AND (vence_en IS NULL OR vence_en > now())) AS v
                """)
            .with("role", role.published())
            .one(row -> row.isTrue("v")));
  }

  private Issued issue(Session session, Wanted wanted, Optional<UUID> replaces, String who) {
    String secret = secret();
    TokenView token =
        session
            .sql(
                """
                INSERT INTO fichas_api (id, nombre, hash, rol, casilla_id, emisor_id, creada_por,
                  vence_en, sustituye_a)
                VALUES (gen_random_uuid(), :name, :hash, :role, :inbox, :sender, :who,
                  now() + cast(:validity AS bigint) * interval '1 millisecond', :replaces)
                RETURNING *
                """)
            .with("name", wanted.name())
            .with("hash", hash(secret))
            .with("role", wanted.role().published())
            .with("inbox", wanted.inbox())
            .with("sender", wanted.sender())
            .with("who", who)
            .with("validity", wanted.validity())
            .with("replaces", replaces)
            .one(ApiTokens::view);
    AuditLog.write(session, who, "crear", subject(token.id()), null, token);
    return new Issued(token, secret);
  }

  private static void used(Session session, UUID token) {
    session
        .sql(
            """
            UPDATE fichas_api SET usada_en = now()
            WHERE id = :id AND (usada_en IS NULL OR usada_en < now() - interval '1 minute')
            """)
        .with("id", token)
        .update();
  }

  private static TokenView find(Session session, UUID token) {
    return session
        .sql("SELECT * FROM fichas_api WHERE id = :id FOR UPDATE")
        .with("id", token)
        .first(ApiTokens::view)
        .orElseThrow(
            () -> new SageException(ErrorCode.NOT_FOUND, "There is no token %s.".formatted(token)));
  }

  private static Subject subject(UUID token) {
    return Subject.of("ficha", token);
  }

  private String secret() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenView view(Row row) throws SQLException {
    return new TokenView(
        row.id("id"),
        row.text("nombre"),
        Role.of(row.text("rol")).orElseThrow(),
        row.maybeId("casilla_id"),
        row.maybeId("emisor_id"),
        row.text("creada_por"),
        row.time("creada_en"),
        row.maybeTime("vence_en"),
        row.maybeTime("revocada_en"),
        row.maybeTime("usada_en"),
        row.maybeId("sustituye_a"));
  }
}
