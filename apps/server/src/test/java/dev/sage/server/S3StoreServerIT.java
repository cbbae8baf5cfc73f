package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.server.Client.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server whose executions are in a bucket.
@Timeout(300)
final class S3StoreServerIT {
  private static final Map<String, String> KEYS =
      Map.of("aws.accessKeyId", "llave", "aws.secretAccessKey", "secreto");

  @TempDir private static Path root;
  private static S3Mock s3;
  private static RunningServer server;
  private static Sales sales;

  @BeforeAll
  static void start() {
    KEYS.forEach(System::setProperty);
    s3 = S3Mock.start();
    server =
        Servers.start(
            root.resolve("home"),
            Map.of("SAGE_STORE_URL", s3.bucket("sage"), "SAGE_LIMITS_REQUESTS", "100000/s"));
    sales = Sales.with(Servers.admin(server, root.resolve("home")));
  }

  @AfterAll
  static void stop() {
    server.close();
    s3.close();
    KEYS.keySet().forEach(System::clearProperty);
  }

  @Test
  void a_delivery_goes_through_the_bucket_and_is_downloaded_from_there() throws Exception {
    String id = sales.queued(sales.inbox(""), "id,importe\n1,2.5\n2,x\n");

    assertThat(sales.ended(id).path("state").asString()).isEqualTo("rechazada");
    String path = "/api/v1/executions/" + id;
    JsonNode report = sales.admin().get(path + "/report").json();
    assertThat(report.path("summary").path("status").asString()).isEqualTo("Fallido");
    assertThat(
            sales
                .admin()
                .get(path + "/files")
                .json()
                .path("items")
                .valueStream()
                .map(file -> file.path("name").asString()))
        .contains("input/v.csv", "contract.yaml", "report.json", "result.json");
    Answer elsewhere = sales.admin().get(path + "/files/rejects/ventas.csv");
    assertThat(elsewhere.status()).isEqualTo(307);
    URI address = URI.create(elsewhere.header("Location").orElseThrow());
    assertThat(address.getQuery()).contains("X-Amz-Signature", "X-Amz-Expires=300");
    assertThat(
            sales
                .admin()
                .http()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body())
        .contains("2,x");
    assertThat(root.resolve("home/store")).doesNotExist();
  }

  @Test
  void an_upload_in_parts_goes_through_the_bucket() {
    String inbox = sales.inbox("");
    String text = "id,importe\n7,2.5\n8,3\n";
    Answer begun =
        sales
            .admin()
            .send(
                "POST",
                "/api/v1/uploads",
                "{\"inbox\": \"%s\", \"filename\": \"p.csv\", \"size\": %d}"
                    .formatted(inbox, text.length()));
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    String upload = begun.header("Location").orElseThrow();

    assertThat(part(upload, 0, text.substring(0, 9)).status()).isEqualTo(204);
    Answer last = part(upload, 9, text.substring(9));

    assertThat(last.status()).as(last.body()).isEqualTo(202);
    JsonNode execution = sales.ended(last.json().path("execution").asString());
    assertThat(execution.path("counts").path("accepted").asInt()).isEqualTo(2);
  }

  private static Answer part(String upload, long offset, String text) {
    return sales
        .admin()
        .send(
            "PATCH",
            upload,
            BodyPublishers.ofString(text),
            "Upload-Offset",
            Long.toString(offset),
            "Content-Type",
            "application/offset+octet-stream");
  }

  @Test
  void health_says_where_the_store_is() {
    assertThat(
            sales
                .admin()
                .get("/api/health")
                .json()
                .path("components")
                .valueStream()
                .filter(c -> c.path("name").asString().equals("store"))
                .map(c -> c.path("status").asString() + " " + c.path("seen").asString()))
        .containsExactly("ok s3://sage/servidor/");
    assertThat(Files.exists(root.resolve("home/store"))).isFalse();
  }
}
