package dev.sage.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataUrlTest {
  private static final Map<String, String> VARIABLES =
      Map.of("CLAVE", "p@ss/w?rd$1", "PGPASSWORD", "del entorno", "PGUSER", "eva");

  @Test
  void aUrlIsReadInBothForms() {
    for (String prefix : List.of("", "jdbc:")) {
      MetadataUrl url =
          parse(prefix + "postgresql://ana:a%40b@db.example:5433/meta?sslmode=verify-full");

      assertThat(url.user()).isEqualTo("ana");
      assertThat(url.password()).isEqualTo("a@b");
      assertThat(url.hosts()).containsExactly("db.example");
      assertThat(url.ports()).containsExactly(5433);
      assertThat(url.database()).isEqualTo("meta");
      assertThat(url.parameter("sslmode", "")).isEqualTo("verify-full");
    }
  }

  @Test
  void whatTheDriverCallsParametersIsReadToo() {
    MetadataUrl url = parse("jdbc:postgresql://db/meta?user=ana&password=x");

    assertThat(url.user()).isEqualTo("ana");
    assertThat(url.password()).isEqualTo("x");
    assertThat(url.parameters()).isEmpty();
  }

  @Test
  void whatIsLeftOutComesFromTheEnvironment() {
    MetadataUrl url = parse("postgresql://");

    assertThat(url.user()).isEqualTo("eva");
    assertThat(url.password()).isEqualTo("del entorno");
    assertThat(url.hosts()).containsExactly("localhost");
    assertThat(url.ports()).containsExactly(5432);
    assertThat(url.database()).isEqualTo("eva");
  }

  @Test
  void variablesAreFilledInAndNeverTakenForSyntax() {
    assertThat(parse("postgresql://ana:${env:CLAVE}@db/meta").password()).isEqualTo("p@ss/w?rd$1");
  }

  @Test
  void severalHostsOfOneDatabaseAreAllowed() {
    MetadataUrl url = parse("postgresql://ana@uno:5001,dos,[::1]:5003/meta");

    assertThat(url.hosts()).containsExactly("uno", "dos", "[::1]");
    assertThat(url.ports()).containsExactly(5001, 5432, 5003);
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(parse("postgresql://ana:secreta@db/meta").toString())
        .isEqualTo("metadata at db:5432/meta");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ana:secreta@db/meta",
        "postgresql://ana:secreta@db:0/meta",
        "postgresql://ana:secreta@db:99999/meta",
        "postgresql://ana:secreta@db:x/meta",
        "postgresql://ana:secreta@db/meta?sslmode=si",
        "postgresql://ana:secreta@db/meta?options=-c",
        "postgresql://ana:secreta@db/meta?sslmode=require&sslmode=disable",
        "postgresql://ana:secreta@db/meta?connect_timeout=pronto",
        "postgresql://ana:secreta@otra@db/meta",
        "postgresql://ana:secreta/con/barras@db/meta",
        "postgresql://ana:secreta%zz@db/meta",
        "postgresql://ana:secreta${env:NADA}@db/meta",
        "secreta"
      })
  void whatCannotBeReadIsRefusedWithoutQuotingIt(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID))
        .hasMessageNotContaining("secreta")
        .hasMessageContaining("Form: postgresql://");
  }

  private static MetadataUrl parse(String url) {
    return MetadataUrl.parse(url, VARIABLES::get);
  }
}
