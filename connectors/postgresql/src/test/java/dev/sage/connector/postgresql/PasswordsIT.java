package dev.sage.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordsIT {
  @TempDir private Path home;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = home.resolve(".pgpass");
    Files.writeString(file, "# comment\nother:*:*:*:wrong\nh:5432:d:u:sec\\:reto\n*:*:*:u:last\n");
    permit("rw-------");
  }

  @Test
  void theFirstLineThatMatchesGivesThePassword() {
    assertThat(find("h", "d", "HOME", home)).isEqualTo("sec:reto");
    assertThat(find("h", "e", "HOME", home)).isEqualTo("last");
    assertThat(find("h", "d", "PGPASSFILE", file)).isEqualTo("sec:reto");
    assertThat(find("h", "d", "HOME", home.resolve("nowhere"))).isNull();
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    permit("rw-r--r--");

    assertThatThrownBy(() -> find("h", "d", "HOME", home))
        .isInstanceOf(SageException.class)
        .hasMessageContaining("chmod 0600")
        .hasMessageNotContaining("reto");
  }

  private void permit(String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static @Nullable String find(String host, String database, String variable, Path value) {
    return Passwords.find(Map.of(variable, value.toString())::get, host, 5432, database, "u");
  }
}
