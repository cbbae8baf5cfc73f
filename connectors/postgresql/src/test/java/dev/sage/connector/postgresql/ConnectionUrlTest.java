package dev.sage.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionUrlTest {
  @Test
  void everyPartIsRead() {
    ConnectionUrl url =
        parse(
            "postgresql://an%40a:p%2Fw:x@db.example:6543/mi%20base?sslmode=require&application_name=x");

    assertThat(url.user()).isEqualTo("an@a");
    assertThat(url.password()).isEqualTo("p/w:x");
    assertThat(url.host()).isEqualTo("db.example");
    assertThat(url.port()).isEqualTo(6543);
    assertThat(url.database()).isEqualTo("mi base");
    assertThat(url.parameters())
        .containsExactlyInAnyOrderEntriesOf(Map.of("sslmode", "require", "application_name", "x"));
  }

  @Test
  void whatIsLeftOutIsAsWithPsql() {
    ConnectionUrl url = parse("postgres://ana@");

    assertThat(url.host()).isEqualTo("localhost");
    assertThat(url.port()).isEqualTo(5432);
    assertThat(url.database()).isEqualTo("ana");
    assertThat(url.password()).isNull();
    assertThat(parse("postgres://", Map.of("PGUSER", "eva")).user()).isEqualTo("eva");
    assertThat(parse("postgres://a@[::1]:77/b").host()).isEqualTo("[::1]");
  }

  @Test
  void thePasswordIsPrintedNowhere() {
    ConnectionUrl url = parse("postgresql://ana:secreto@h/b?sslmode=require");

    assertThat(url.toString())
        .isEqualTo(url.redacted())
        .isEqualTo("postgresql://ana:***@h:5432/b?sslmode=require");
  }

  @Test
  void variablesAreFilledInAnywhereAndNeverTakenForSyntax() {
    Map<String, String> environment = Map.of("PW", "a@b:/?%41${env:X}", "HOST", "db1", "P", "99");

    ConnectionUrl url = parse("postgresql://u:x${env:PW}@${env:HOST}:${env:P}/d", environment);

    assertThat(url.password()).isEqualTo("xa@b:/?%41${env:X}");
    assertThat(url.host()).isEqualTo("db1");
    assertThat(url.port()).isEqualTo(99);
  }

  @Test
  void thePasswordOfTheUrlComesBeforeThatOfTheEnvironment() {
    Map<String, String> environment = Map.of("PGPASSWORD", "otra");

    assertThat(parse("postgresql://u:una@h/d", environment).password()).isEqualTo("una");
    assertThat(parse("postgresql://u@h/d", environment).password()).isEqualTo("otra");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "postgresql://u:secreto@h/d?password=secreto | 'password' is not allowed",
        "postgresql://u:secreto@h/d?options=-c | 'options' is not allowed",
        "postgresql://u:secreto@h/d?sslmode=maybe | sslmode is one of",
        "postgresql://u:secreto@h/d?connect_timeout=soon | connect_timeout is a number",
        "postgresql://u:secreto@h/d?sslmode=allow&sslmode=allow | two parameters of one name",
        "postgresql://u:secreto@h:port/d | the port is a number",
        "postgresql://u:secreto@h:70000/d | 1 to 65535",
        "postgresql://u:secreto@h1,h2/d | more than one host",
        "postgresql://u:1/secreto@h/d | is written %2F",
        "postgresql://u:secreto%zz@h/d | %25",
        "postgresql://u:${env:NADA}@h/d | variable NADA is not set",
        "postgresql://h/d | it names no user",
        "mysql://u:secreto@h/d | it begins with",
      })
  void whatCannotBeUsedIsSaidWithoutThePassword(String url, String reason) {
    SageException refusal = catchThrowableOfType(SageException.class, () -> parse(url));

    assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_INVALID);
    assertThat(refusal).hasMessageContaining(reason).hasMessageNotContaining("secreto");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://h/d", "postgres://h/d"})
  void bothSchemesAreAccepted(String url) {
    assertThat(new PostgresqlPlugin().accepts(url)).isTrue();
    assertThat(new PostgresqlPlugin().accepts("jdbc:" + url)).isFalse();
  }

  @Test
  void theLinesOfAPasswordFileAreUnescaped() {
    assertThat(Passwords.fields("h\\:1:*:d:u:a:b\\\\c"))
        .containsExactly("h:1", "*", "d", "u", "a:b\\c");
  }

  private static ConnectionUrl parse(String url) {
    return parse(url, Map.of());
  }

  private static ConnectionUrl parse(String url, Map<String, String> environment) {
    return ConnectionUrl.parse(url, environment::get);
  }
}
