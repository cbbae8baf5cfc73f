package dev.sage.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// The queue of what was given up, as SQS serves it.
final class DeadLetters implements HttpHandler {
  private static final int LONGEST_MESSAGE = 1_024;

  private final Clock clock;
  private final List<Letter> letters = new ArrayList<>();
  private int receipts;

  DeadLetters(Clock clock) {
    this.clock = clock;
  }

  private static final class Letter {
    private final String id;
    private final String body;
    private final Map<String, String> attributes;
    private Instant visible = Instant.MIN;
    private String receipt = "";

    Letter(String id, String body, Map<String, String> attributes) {
      this.id = id;
      this.body = body;
      this.attributes = new TreeMap<>(attributes);
    }
  }

  synchronized void add(Event event, String error) {
    String said =
        Json.scalars(error.getBytes(StandardCharsets.UTF_8)).getOrDefault("errorMessage", "");
    letters.add(
        new Letter(
            event.request(),
            new String(event.payload(), StandardCharsets.UTF_8),
            Map.of(
                "RequestID",
                event.request(),
                "ErrorCode",
                "200",
                "ErrorMessage",
                said.isEmpty()
                    ? "-"
                    : said.substring(0, Math.min(said.length(), LONGEST_MESSAGE)))));
  }

  /// The messages that lie there, seen or not.
  synchronized List<String> bodies() {
    return letters.stream().map(letter -> letter.body).toList();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Map<String, String> asked = Json.scalars(exchange.getRequestBody().readAllBytes());
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    Reply reply =
        switch (target) {
          case "AmazonSQS.ReceiveMessage" -> ok(json -> receive(json, asked));
          case "AmazonSQS.DeleteMessage" -> ok(json -> delete(asked));
          case "AmazonSQS.SendMessage" -> ok(json -> send(json, asked));
          case "AmazonSQS.GetQueueAttributes" -> ok(this::attributes);
          default -> Reply.refusal(400, "UnsupportedOperation", "Not here.");
        };
    reply.with("Content-Type", "application/x-amz-json-1.0").send(exchange);
  }

  private static Reply ok(java.util.function.Consumer<JsonGenerator> members) {
    return Reply.json(200, Json.object(members));
  }

  private synchronized void receive(JsonGenerator json, Map<String, String> asked) {
    int most = Integer.parseInt(asked.getOrDefault("MaxNumberOfMessages", "1"));
    long hidden = Long.parseLong(asked.getOrDefault("VisibilityTimeout", "30"));
    Instant now = clock.instant();
    json.writeArrayPropertyStart("Messages");
    letters.stream()
        .filter(letter -> !letter.visible.isAfter(now))
        .limit(most)
        .forEach(letter -> {
          letter.visible = now.plusSeconds(hidden);
          letter.receipt = "receipt-" + ++receipts;
          write(json, letter);
        });
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Letter letter) {
    json.writeStartObject();
    json.writeStringProperty("MessageId", letter.id);
    json.writeStringProperty("ReceiptHandle", letter.receipt);
    json.writeStringProperty("Body", letter.body);
    json.writeStringProperty("MD5OfBody", md5(letter.body.getBytes(StandardCharsets.UTF_8)));
    json.writeObjectPropertyStart("MessageAttributes");
    letter.attributes.forEach((name, value) -> {
      json.writeObjectPropertyStart(name);
      json.writeStringProperty("DataType", "String");
      json.writeStringProperty("StringValue", value);
      json.writeEndObject();
    });
    json.writeEndObject();
    json.writeStringProperty("MD5OfMessageAttributes", md5(canonical(letter.attributes)));
    json.writeEndObject();
  }

  /// As SQS spells attributes for their checksum.
  private static byte[] canonical(Map<String, String> attributes) {
    ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
    attributes.forEach((name, value) -> {
      put(buffer, name);
      put(buffer, "String");
      buffer.put((byte) 1);
      put(buffer, value);
    });
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  private static void put(ByteBuffer buffer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putInt(bytes.length).put(bytes);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void delete(Map<String, String> asked) {
    letters.removeIf(letter -> letter.receipt.equals(asked.get("ReceiptHandle")));
  }

  private synchronized void send(JsonGenerator json, Map<String, String> asked) {
    String body = asked.getOrDefault("MessageBody", "");
    Letter letter = new Letter("sent-" + ++receipts, body, Map.of());
    letters.add(letter);
    json.writeStringProperty("MessageId", letter.id);
    json.writeStringProperty("MD5OfMessageBody", md5(body.getBytes(StandardCharsets.UTF_8)));
  }

  private synchronized void attributes(JsonGenerator json) {
    json.writeObjectPropertyStart("Attributes");
    json.writeStringProperty("ApproximateNumberOfMessages", Integer.toString(letters.size()));
    json.writeEndObject();
  }
}
