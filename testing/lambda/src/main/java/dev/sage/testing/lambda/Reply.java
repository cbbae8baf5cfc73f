package dev.sage.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// An answer over HTTP. It always has a type: the native client of functions dies without one.
record Reply(int status, Map<String, String> headers, byte[] body) {
  static Reply json(int status, byte[] body) {
    return new Reply(status, Map.of("Content-Type", "application/json"), body);
  }

  static Reply json(int status, String body) {
    return json(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /// As Amazon's services refuse.
  static Reply refusal(int status, String type, String message) {
    byte[] body =
        Json.object(json -> {
          json.writeStringProperty("Type", "User");
          json.writeStringProperty("__type", "com.amazonaws#" + type);
          json.writeStringProperty("message", message);
        });
    return json(status, body).with("x-amzn-ErrorType", type);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }

  void send(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
