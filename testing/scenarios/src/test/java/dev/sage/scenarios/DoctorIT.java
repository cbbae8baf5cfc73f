package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `sage doctor` as a person and as a program meet it.
final class DoctorIT {
  @TempDir private static Path shared;
  private static Warehouse warehouse;
  private static Desk desk;

  @BeforeAll
  static void open() {
    warehouse = Warehouse.open(shared.resolve("home"));
    desk = new Desk(shared, shared.resolve("home"));
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @Test
  void the_warehouse_is_well_and_said_to_be_in_both_languages() {
    Ran spanish = desk.sage("doctor");
    assertThat(spanish.exit()).as(spanish.out() + spanish.err()).isZero();
    assertThat(spanish.out()).contains("✓ bien", "Todo bien.").doesNotContain("ok", password());
    assertThat(spanish.err()).isEmpty();

    Ran english = desk.sage("doctor", "warehouse", "--lang", "en");
    assertThat(english.exit()).isZero();
    assertThat(english.out()).contains("✓ ok", "All is well.").doesNotContain("bien");
    assertThat(english.out().lines().count()).isEqualTo(spanish.out().lines().count());
  }

  @Test
  void what_was_seen_stands_in_one_column() {
    List<String> lines =
        desk.sage("doctor", "--lang", "en").out().lines().filter(l -> l.contains("✓")).toList();

    assertThat(lines).hasSizeGreaterThan(10);
    assertThat(lines).allMatch(line -> line.matches("  ✓ ok  [A-Z][a-z ]{10}  \\S.*"));
  }

  @Test
  void json_holds_every_check_and_nothing_else() {
    Ran ran = desk.sage("doctor", warehouse.url(), "--format", "json", "--lang", "en");

    assertThat(ran.exit()).isZero();
    assertThat(ran.json().propertyNames()).containsExactly("destination", "status", "checks");
    assertThat(ran.json().path("status").asString()).isEqualTo("ok");
    assertThat(ran.json().path("destination").asString()).contains("sage:***@127.0.0.1");
    assertThat(names(ran.json(), "ok"))
        .containsExactly(
            "reach",
            "tls",
            "login",
            "version",
            "writing",
            "rights",
            "ledgers",
            "disk",
            "clock",
            "durability",
            "connections",
            "timeouts",
            "leftovers");
    assertThat(ran.out()).doesNotContain(password());
  }

  @Test
  void a_wrong_password_is_exit_3_with_the_rest_untried() {
    String url = warehouse.url().replace(password(), "solemnidad");
    Ran json = desk.sage("doctor", url, "--format", "json");

    assertThat(json.exit()).isEqualTo(3);
    assertThat(json.json().path("status").asString()).isEqualTo("failed");
    assertThat(names(json.json(), "ok")).containsExactly("reach", "tls");
    assertThat(names(json.json(), "failed")).containsExactly("login");
    assertThat(names(json.json(), "not_tried")).hasSize(10);

    Ran text = desk.sage("doctor", url);
    assertThat(text.exit()).isEqualTo(3);
    assertThat(text.out())
        .contains("✗ falla", "→ ", "· sin probar: versión, escritura", "No se puede cargar así")
        .contains("1 falla.");
    assertThat(text.out() + json.out()).doesNotContain("solemnidad");
  }

  @Test
  void a_role_that_lacks_rights_gets_the_statements_and_a_warning_is_exit_0() {
    Tables.postgresql(
        warehouse.url(),
        """
        CREATE ROLE modesta LOGIN PASSWORD 'x';
        CREATE SCHEMA modesta AUTHORIZATION modesta;
        """);
    String url = warehouse.url().replaceFirst("//[^@]*@", "//modesta:x@");
    Ran ran = desk.sage("doctor", url, "--lang", "en");

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.out())
        .contains("! warning", "GRANT CREATE ON DATABASE \"warehouse\" TO \"modesta\";")
        .contains("Loads can work: 1 warning.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "warehause",
        "mysql://u:solemnidad@h/d",
        "postgresql://u:solemnidad@h:99999/d",
        "postgresql://u:solemnidad@h/d?sslmode=maybe",
        "postgresql://u:${env:NO_SUCH_VARIABLE}@h/d"
      })
  void a_destination_that_cannot_be_is_exit_2(String destination) {
    Ran ran = desk.sage("doctor", destination, "--format", "json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.errorCode()).isEqualTo("DESTINATION_INVALID");
    assertThat(ran.out() + ran.err()).doesNotContain("solemnidad");
  }

  private static List<String> names(JsonNode json, String status) {
    List<String> names = new ArrayList<>();
    for (JsonNode check : json.path("checks")) {
      if (check.path("status").asString().equals(status)) {
        assertThat(check.path("seen").asString()).isNotBlank();
        names.add(check.path("name").asString());
      }
    }
    return names;
  }

  private static String password() {
    return URI.create(warehouse.url()).getUserInfo().split(":", 2)[1];
  }
}
