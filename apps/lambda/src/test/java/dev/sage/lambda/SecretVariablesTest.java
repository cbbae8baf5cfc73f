package dev.sage.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretVariablesTest {
  private static final String URL = "secretsmanager://sage-database?region=eu-west-1";

  private final List<String> asked = new ArrayList<>();
  private String held = "{\"username\": \"sage\", \"password\": \"pa$1\\\\ss\", \"port\": 5432}";

  private Map<String, String> resolve(Map<String, String> environment) {
    return SecretVariables.resolve(
        environment,
        url -> {
          asked.add(url);
          return held;
        });
  }

  @Test
  void what_a_secret_holds_takes_the_place_of_its_name() {
    assertThat(
            resolve(
                Map.of(
                    "SAGE_SECRET_DATABASE", URL,
                    "SAGE_METADATA_URL",
                        "postgresql://${secret:database.username}:${secret:database.password}@h/d",
                    "PATH", "${secret:other.x}")))
        .isEqualTo(
            Map.of(
                "SAGE_METADATA_URL",
                "postgresql://sage:pa$1\\ss@h/d",
                "PATH",
                "${secret:other.x}"));
    assertThat(asked).containsExactly(URL);
  }

  @Test
  void a_secret_that_nobody_names_is_not_read() {
    assertThat(resolve(Map.of("SAGE_SECRET_DATABASE", URL, "SAGE_LEASE", "3s")))
        .isEqualTo(Map.of("SAGE_LEASE", "3s"));
    assertThat(asked).isEmpty();
  }

  @Test
  void a_secret_without_a_url_is_told_with_the_variable_that_is_missing() {
    refused(
        Map.of("SAGE_METADATA_URL", "${secret:database.url}"),
        "SAGE_METADATA_URL",
        "SAGE_SECRET_DATABASE");
  }

  @Test
  void what_a_secret_does_not_hold_is_told_and_what_it_holds_is_not() {
    refused(
        Map.of("SAGE_SECRET_DATABASE", URL, "SAGE_METADATA_URL", "${secret:database.url}"),
        "SAGE_METADATA_URL",
        "has no text url");
    held = "postgresql://sage:pa$1@h/d";
    refused(
        Map.of("SAGE_SECRET_DATABASE", URL, "SAGE_METADATA_URL", "${secret:database.url}"),
        "no object of JSON");
  }

  private void refused(Map<String, String> environment, String... said) {
    assertThatThrownBy(() -> resolve(environment))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID))
        .hasMessageContainingAll(said)
        .hasNoCause()
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("pa$1");
  }
}
