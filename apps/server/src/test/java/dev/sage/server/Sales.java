package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.server.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Somebody who has sales sent and looks at what became of them.
record Sales(Client admin) {
  private static final String CONTRACT =
      """
      sage_yaml: {name: Ventas, description: Ventas del día, version: "1.0.0", author: SAGE}
      catalogs:
        ventas:
          name: Ventas
          description: Ventas del día
          filename: "*.csv"
          file_format: {type: CSV, delimiter: ",", header: true}
          fields:
            - {name: id, type: entero, required: true}
            - {name: importe, type: decimal}
      packages: {}
      """;

  /// With the contract `ventas` published.
  static Sales with(Client admin) {
    Answer published =
        admin.send(
            "PUT",
            "/api/v1/contracts/ventas",
            CONTRACT,
            "If-Match",
            "*",
            "Content-Type",
            "application/yaml");
    assertThat(published.status()).as(published.body()).isEqualTo(200);
    return new Sales(admin);
  }

  /// The name of a new inbox.
  String inbox(String fields) {
    String name = UUID.randomUUID().toString();
    Answer made =
        admin.send(
            "POST",
            "/api/v1/inboxes",
            "{\"name\": \"%s\", \"contract\": \"ventas\"%s}".formatted(name, fields));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return name;
  }

  Answer send(String inbox, String text) {
    return admin.post(
        "/api/v1/inboxes/" + inbox + "/deliveries?filename=v.csv",
        text.getBytes(StandardCharsets.UTF_8));
  }

  /// The id of the execution.
  String queued(String inbox, String text) {
    Answer receipt = send(inbox, text);
    assertThat(receipt.status()).as(receipt.body()).isEqualTo(202);
    return receipt.json().path("execution").asString();
  }

  JsonNode execution(String id) {
    return admin.get("/api/v1/executions/" + id).json();
  }

  JsonNode ended(String id) {
    JsonNode[] last = new JsonNode[1];
    Servers.await(() -> {
      last[0] = admin.get("/api/v1/executions/" + id + "?wait=20s").json();
      return !List.of("pendiente", "procesando").contains(last[0].path("state").asString());
    });
    return last[0];
  }
}
