package dev.sage.metadata.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys that secrets are encrypted with: AES-256-GCM, the newest for what is written, all for
/// what is read. Kept in a file of its owner's alone, or given by whoever starts SAGE.
public final class SecretKeys {
  private final @Nullable KeyFile file;
  private final String origin;
  private volatile KeysetHandle keys;

  private SecretKeys(@Nullable KeyFile file, String origin, KeysetHandle keys) {
    this.file = file;
    this.origin = origin;
    this.keys = keys;
  }

  /// The keys of a file.
  ///
  /// @throws SageException [ErrorCode#SETTINGS_INVALID] when there is none, others may read it, or
  ///   it holds something else
  public static SecretKeys inFile(Path path) {
    KeyFile file = new KeyFile(path);
    String origin = "the file " + path;
    String json =
        file.read()
            .orElseThrow(() ->
                new SageException(
                    ErrorCode.SETTINGS_INVALID,
                    "There are no keys of secrets: %s is missing. Restore it from a backup: without it no secret can be read."
                        .formatted(origin)));
    return new SecretKeys(file, origin, parse(json, origin));
  }

  /// The keys of a file, which is made, with mode 0600, when there is none.
  public static SecretKeys inFileOrNew(Path path) {
    KeyFile file = new KeyFile(path);
    if (file.read().isEmpty()) {
      file.create(generate());
    }
    return inFile(path);
  }

  /// Keys from elsewhere: the text of such a file, in an environment variable.
  ///
  /// @param origin names the place in messages: `SAGE_KEYS`
  public static SecretKeys given(String json, String origin) {
    return new SecretKeys(null, origin, parse(json, origin));
  }

  /// The text of a new file of keys.
  public static String generate() {
    return guarded(
        () ->
            json(
                KeysetHandle.generateNew(
                    PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())),
        "new keys");
  }

  byte[] encrypt(byte[] plain, byte[] context) {
    return guarded(() -> aead().encrypt(plain, context), origin);
  }

  /// Empty when no key fits, or the text or its context was changed.
  Optional<byte[]> decrypt(byte[] encrypted, byte[] context) {
    try {
      return Optional.of(aead().decrypt(encrypted, context));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /// The id of the key that is written with.
  long current() {
    return keys.getPrimary().getId();
  }

  String origin() {
    return origin;
  }

  /// Reads the file again: somebody else may have put a newer key into it.
  void reload() {
    if (file != null) {
      file.read().ifPresent(json -> keys = parse(json, origin));
    }
  }

  /// Puts a new key before the others, which stay: for secrets in backups.
  void addKey() {
    KeyFile into = file;
    if (into == null) {
      throw new SageException(
          ErrorCode.NOT_ALLOWED,
          "The keys come from %s: put a new one there. SAGE can renew only keys in a file."
              .formatted(origin));
    }
    KeysetHandle renewed =
        guarded(
            () ->
                KeysetHandle.newBuilder(keys)
                    .addEntry(
                        KeysetHandle.generateEntryFromParameters(
                                PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build(),
            origin);
    into.replace(guarded(() -> json(renewed), origin));
    keys = renewed;
  }

  @Override
  public String toString() {
    return "keys of " + origin;
  }

  private Aead aead() throws GeneralSecurityException {
    return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static KeysetHandle parse(String json, String origin) {
    return guarded(
        () ->
            TinkJsonProtoKeysetFormat.parseKeyset(
                json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()),
        origin);
  }

  private static String json(KeysetHandle keys) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }

  /// What can fail because a key is not what it should be.
  private interface Work<T> {
    T run() throws GeneralSecurityException;
  }

  /// The cause stays behind: it may quote the keys.
  private static <T> T guarded(Work<T> work, String origin) {
    try {
      AeadConfig.register();
      return work.run();
    } catch (GeneralSecurityException _) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID,
          "%s holds no keys of secrets that can be used. Restore it from a backup."
              .formatted(origin));
    }
  }
}
