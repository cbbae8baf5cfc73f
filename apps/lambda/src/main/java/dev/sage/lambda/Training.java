package dev.sage.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;

/// Does one small execution under the runtime interface client, so that the JVM can keep in a cache
/// what a function loads. It stands in for Lambda, S3 and DynamoDB itself: they forget everything
/// and refuse nothing. The script `train` of the package starts it.
public final class Training {
  private static final UUID EXECUTION = new UUID(0, 1);
  private static final String CONTRACT =
      """
      sage_yaml: {name: Training, description: "", version: "1", author: SAGE}
      catalogs:
        datos:
          name: Datos
          description: ""
          filename: datos.csv
          file_format: {type: CSV, delimiter: ";", header: true}
          fields:
            - {name: codigo, type: entero, required: true, unique: true}
            - {name: nombre, type: texto}
            - {name: fecha, type: fecha}
            - {name: total, type: decimal}
          row_validation:
            - {name: positivo, description: "", rule: "df['total'] > 0", severity: warning}
      packages: {}
      """;
  private static final String DATA =
      """
      codigo;nombre;fecha;total
      1;uno;2026-01-01;1.50
      2;dos;2026-01-02;2.50
      x;tres;ayer;-1
      """;

  private boolean given;

  private Training() {}

  /// The environment says where `AWS_LAMBDA_RUNTIME_API` and the endpoints are to be.
  public static void main(String[] handler) throws Throwable {
    String address = System.getenv().getOrDefault("AWS_LAMBDA_RUNTIME_API", "");
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("stand-in-", 0).factory()));
    server.createContext("/", new Training()::handle);
    server.start();
    try {
      AWSLambda.main(handler);
    } finally {
      System.exit(1); // the server would go on
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (path.endsWith("/invocation/next")) {
      next(exchange);
    } else if (exchange.getRequestMethod().equals("POST")) {
      reply(exchange, path.contains("/invocation/") ? 202 : 200, "{}");
    } else {
      bucket(exchange, path);
    }
  }

  /// One event; who asks for a second one has done the first.
  private synchronized void next(HttpExchange exchange) throws IOException {
    if (given) {
      System.exit(0);
    }
    given = true;
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", EXECUTION.toString());
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 600_000));
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x:0:function:training");
    String message =
        """
        {"execution_id": "%s", "yaml_config": %s,
         "input_files": [{"source_execution_id": "%s", "filename": "datos.csv"}]}
        """
            .formatted(EXECUTION, quoted(CONTRACT), EXECUTION);
    reply(exchange, 200, message);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static void bucket(HttpExchange exchange, String path) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    Optional<String> content = content(path);
    switch (exchange.getRequestMethod().toUpperCase(Locale.ROOT)) {
      case "HEAD" -> {
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
      }
      case "GET" ->
          reply(
              exchange,
              content.isPresent() ? 200 : 404,
              content.orElse("<Error><Code>NoSuchKey</Code></Error>"));
      default -> reply(exchange, 200, "");
    }
  }

  private static Optional<String> content(String path) {
    if (path.endsWith("/contract.yaml")) {
      return Optional.of(CONTRACT);
    }
    return path.endsWith("/datos.csv") ? Optional.of(DATA) : Optional.empty();
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
