package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.server.Client.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Changes over HTTP: all of one or nothing, said by whom, over what was seen.
@Timeout(300)
final class EditingIT {
  private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

  @TempDir private static Path home;
  private static RunningServer server;
  private static Sales sales;
  private static Client admin;

  @BeforeAll
  static void start() {
    server = Servers.start(home, Map.of("SAGE_LIMITS_REQUESTS", "100000/s"));
    admin = Servers.admin(server, home);
    sales = Sales.with(admin);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer subscribe(String fields) {
    return admin.send("POST", SUBSCRIPTIONS, "{%s}".formatted(fields));
  }

  private static String address() {
    return UUID.randomUUID() + "@example.org";
  }

  private static Client token(String role) {
    Answer made =
        admin.send("POST", "/api/v1/tokens", "{\"name\": \"t\", \"role\": \"%s\"}".formatted(role));
    return admin.with(made.json().path("token").asString());
  }

  @Test
  void a_subscription_is_made_shown_changed_and_ended() {
    String inbox = sales.inbox("");
    String address = address();
    String fields =
        "\"kind\": \"entrega_atrasada\", \"inbox\": \"%s\", \"address\": \"%s\""
            .formatted(inbox, address);

    Answer made = subscribe(fields);

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("inbox").asString()).isEqualTo(inbox);
    assertThat(made.json().path("channel").asString()).isEqualTo("email");
    assertThat(made.json().path("language").asString()).isEqualTo("en");
    assertThat(made.json().path("active").asBoolean()).isTrue();
    String path = made.header("Location").orElseThrow();
    Answer shown = admin.get(path);
    assertThat(shown.json()).isEqualTo(made.json());
    String tag = shown.header("ETag").orElseThrow();
    assertThat(made.header("ETag")).contains(tag);
    assertThat(subscribe(fields).status()).isEqualTo(409);

    String inactive = "{%s, \"active\": false, \"language\": \"es\"}".formatted(fields);
    assertThat(admin.send("PUT", path, inactive).status()).isEqualTo(428);
    Answer changed = admin.send("PUT", path, inactive, "If-Match", tag);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().path("active").asBoolean()).isFalse();
    assertThat(admin.send("PUT", path, inactive, "If-Match", tag).status()).isEqualTo(412);
    assertThat(admin.delete(path, "If-Match", tag).status()).isEqualTo(412);
    assertThat(admin.delete(path, "If-Match", changed.header("ETag").orElseThrow()).status())
        .isEqualTo(204);
    assertThat(admin.get(path).status()).isEqualTo(404);
    assertThat(admin.delete(path, "If-Match", "*").status()).isEqualTo(404);
    assertThat(
            admin
                .get("/api/v1/audit?kind=suscripcion&object=" + made.json().path("id").asString())
                .json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("action").asString()))
        .containsExactly("borrar", "guardar", "guardar");
  }

  @Test
  void subscriptions_are_listed_page_by_page() {
    String first =
        subscribe("\"kind\": \"ejecucion_fallida\", \"address\": \"%s\"".formatted(address()))
            .json()
            .path("id")
            .asString();
    String second =
        subscribe("\"kind\": \"entrega_rechazada\", \"address\": \"%s\"".formatted(address()))
            .json()
            .path("id")
            .asString();

    Answer page = admin.get(SUBSCRIPTIONS + "?limit=1&after=" + first);

    assertThat(page.json().path("items").get(0).path("id").asString()).isEqualTo(second);
    assertThat(admin.get(SUBSCRIPTIONS + "?limit=200").body()).contains(first, second);
  }

  @Test
  void a_subscription_that_means_nothing_is_refused() {
    assertThat(subscribe("\"kind\": \"lluvia\", \"address\": \"a@b.mx\"").status()).isEqualTo(400);
    assertThat(subscribe("\"kind\": \"entrega_atrasada\"").status()).isEqualTo(400);
    for (String address : new String[] {"ana", "a@b.mx, c@d.mx", "a@b.mx\\r\\nBcc: c@d.mx", "@"}) {
      assertThat(
              subscribe("\"kind\": \"entrega_atrasada\", \"address\": \"%s\"".formatted(address))
                  .status())
          .as(address)
          .isEqualTo(400);
    }
    assertThat(
            subscribe(
                    "\"kind\": \"entrega_atrasada\", \"address\": \"a@b.mx\", \"channel\": \"webhook\"")
                .status())
        .isEqualTo(400);
    assertThat(
            subscribe(
                    "\"kind\": \"entrega_atrasada\", \"address\": \"a@b.mx\", \"inbox\": \"ninguna\"")
                .status())
        .isEqualTo(404);
  }

  @Test
  void a_reader_sees_subscriptions_and_an_operator_changes_them() {
    String fields = "{\"kind\": \"entrega_atrasada\", \"address\": \"%s\"}".formatted(address());

    assertThat(token("lector").get(SUBSCRIPTIONS).status()).isEqualTo(200);
    assertThat(token("lector").send("POST", SUBSCRIPTIONS, fields).status()).isEqualTo(403);
    assertThat(token("operador").send("POST", SUBSCRIPTIONS, fields).status()).isEqualTo(201);
    assertThat(admin.stranger().get(SUBSCRIPTIONS).status()).isEqualTo(401);
  }

  /// The second sender has sent, so it cannot be left out: nothing of the change is made.
  @Test
  void an_inbox_is_changed_with_its_senders_or_not_at_all() {
    String name =
        sales.inbox(
            ", \"senders\": [{\"name\": \"norte\"}, {\"name\": \"sur\", \"pattern\": \"v*.csv\"}]");
    String path = "/api/v1/inboxes/" + name;
    sales.ended(sales.queued(name, "id,importe\n1,1\n"));
    Answer before = admin.get(path);
    assertThat(before.json().path("revision").asInt()).isEqualTo(1);

    Answer refused =
        admin.send(
            "PUT",
            path,
            "{\"name\": \"%s\", \"contract\": \"ventas\", \"priority\": 9, \"senders\": [{\"name\": \"oeste\"}]}"
                .formatted(name),
            "If-Match",
            "*");

    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(admin.get(path).json()).isEqualTo(before.json());

    Answer changed =
        admin.send(
            "PUT",
            path,
            "{\"name\": \"%s\", \"contract\": \"ventas\", \"priority\": 9, \"senders\": [{\"name\": \"sur\", \"pattern\": \"v*.csv\"}, {\"name\": \"oeste\"}]}"
                .formatted(name),
            "If-Match",
            before.header("ETag").orElseThrow());

    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json().path("revision").asInt()).isEqualTo(2);
    assertThat(changed.json().path("senders").valueStream().map(s -> s.path("name").asString()))
        .containsExactly("oeste", "sur");
  }

  @Test
  void a_list_says_what_was_landed() {
    String name = sales.inbox("");
    sales.ended(sales.queued(name, "id,importe\n1,1\n2,2\n"));

    JsonNode listed =
        admin.get("/api/v1/executions?inbox=" + name).json().path("items").get(0).path("landed");

    assertThat(listed.size()).isEqualTo(1);
    assertThat(listed.get(0).path("rows").asInt()).isEqualTo(2);
  }
}
