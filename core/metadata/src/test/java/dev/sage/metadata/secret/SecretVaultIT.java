package dev.sage.metadata.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.metadata.CapturedLogs;
import dev.sage.metadata.TestDatabase;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class SecretVaultIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final String PLAIN = "contraseña-que-nadie-ve-4711";

  @TempDir private Path directory;
  private Path file;
  private SecretVault vault;

  @BeforeEach
  void open() {
    file = directory.resolve("llaves/secretos.json");
    vault = SecretVault.open(database.get(), file);
  }

  @Test
  void whatIsPutIsGotAlsoAfterARestart() {
    put("s3", PLAIN);

    assertThat(vault.get("s3").reveal()).isEqualTo(PLAIN);
    assertThat(SecretVault.open(database.get(), file).get("s3").reveal()).isEqualTo(PLAIN);
  }

  @Test
  void whatIsPutAgainTakesThePlaceOfTheOneBefore() {
    put("s3", PLAIN);
    put("s3", "otra");

    assertThat(vault.get("s3").reveal()).isEqualTo("otra");
    assertThat(vault.list()).hasSize(1);
  }

  @Test
  void thePlainTextIsNowhere() {
    put("s3", PLAIN);
    vault.rotate("ana");
    String hex = HexFormat.of().formatHex(PLAIN.getBytes(UTF_8));

    assertThat(database.query("SELECT encode(cifrado, 'hex') AS v FROM secretos_nube"))
        .noneMatch(row -> row.contains(hex));
    for (String table : List.of("secretos_nube", "auditoria")) {
      assertThat(database.query("SELECT t::text AS v FROM %s t".formatted(table)))
          .isNotEmpty()
          .noneMatch(row -> row.contains(PLAIN) || row.contains(hex));
    }
    assertThat(CapturedLogs.lines()).isNotEmpty().noneMatch(line -> line.contains(PLAIN));
    assertThat(new Secret(PLAIN)).hasToString("***");
    assertThat(vault.list().toString()).doesNotContain(PLAIN);
  }

  @Test
  void theSameValueTwiceLooksDifferent() {
    put("a", PLAIN);
    put("b", PLAIN);

    assertThat(database.query("SELECT encode(cifrado, 'hex') AS v FROM secretos_nube"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSecretThatWasCopiedToAnotherRowIsNotRead() {
    put("a", PLAIN);
    put("b", "otra");
    database.run(
        """
        UPDATE secretos_nube SET cifrado = (SELECT cifrado FROM secretos_nube WHERE nombre = 'a')
        WHERE nombre = 'b'
        """);

    assertThatThrownBy(() -> vault.get("b")).hasMessageContaining("'b' cannot be read");
    assertThat(vault.get("a").reveal()).isEqualTo(PLAIN);
  }

  @Test
  void keysOfAnotherInstallationAreToldClearly() {
    put("s3", PLAIN);
    SecretVault other =
        new SecretVault(database.get(), SecretKeys.given(SecretKeys.generate(), "SAGE_KEYS"));

    SageException failure = catchThrowableOfType(SageException.class, () -> other.get("s3"));

    assertThat(failure.code()).isEqualTo(ErrorCode.SETTINGS_INVALID);
    assertThat(failure)
        .hasMessageContaining("'s3'")
        .hasMessageContaining("SAGE_KEYS")
        .hasMessageContaining("Restore the keys")
        .hasMessageNotContaining(PLAIN);
  }

  @Test
  void aLostFileOfKeysIsToldAndNotReplaced() throws IOException {
    put("s3", PLAIN);
    Files.delete(file);

    assertThatThrownBy(() -> SecretVault.open(database.get(), file))
        .hasMessageContaining("is missing")
        .hasMessageContaining("backup");
    assertThat(file).doesNotExist();
  }

  @Test
  void theFileOfKeysIsItsOwnersAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    vault.rotate("ana");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> SecretVault.open(database.get(), file))
        .hasMessageContaining("chmod 0600");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileThatHoldsSomethingElseIsToldWithoutQuotingIt() throws IOException {
    Files.writeString(file, "{\"primaryKeyId\": \"" + PLAIN + "\"}");

    SageException failure =
        catchThrowableOfType(SageException.class, () -> SecretKeys.inFile(file));

    assertThat(failure.code()).isEqualTo(ErrorCode.SETTINGS_INVALID);
    assertThat(failure).hasMessageContaining("secretos.json").hasMessageNotContaining(PLAIN);
    assertThat(failure.getCause()).isNull();
  }

  @Test
  void afterARotationEverythingIsUnderTheNewKeyAndEveryoneReads() {
    SecretVault other = SecretVault.open(database.get(), file);
    put("a", PLAIN);
    put("b", "otra");
    long before = vault.list().getFirst().key();

    assertThat(vault.rotate("ana")).isEqualTo(2);

    assertThat(vault.list())
        .extracting(SecretVault.SecretView::key)
        .doesNotContain(before)
        .containsOnly(vault.list().getFirst().key());
    assertThat(vault.get("a").reveal()).isEqualTo(PLAIN);
    assertThat(other.get("b").reveal()).as("it has the old keys in memory").isEqualTo("otra");
    assertThat(SecretVault.open(database.get(), file).get("a").reveal()).isEqualTo(PLAIN);
  }

  @Test
  void keysThatWereGivenAreNotRotated() {
    SecretVault other =
        new SecretVault(database.get(), SecretKeys.given(SecretKeys.generate(), "SAGE_KEYS"));

    assertThatThrownBy(() -> other.rotate("ana")).hasMessageContaining("SAGE_KEYS");
  }

  @Test
  void whatIsNotThereIsTold() {
    assertThatThrownBy(() -> vault.get("nada")).hasMessageContaining("no secret");
    assertThatThrownBy(() -> vault.delete("nada", "ana")).hasMessageContaining("no secret");
  }

  private void put(String name, String value) {
    vault.put(name, Optional.empty(), new Secret(value), "ana");
  }
}
