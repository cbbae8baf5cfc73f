package dev.sage.server.problem;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// An error as the API says it (RFC 9457), with the code that the command says too.
///
/// @param detail what happened, where, and what to do; in the language of the request
public record Problem(int status, ErrorCode code, String detail) {
  private static final JsonFactory FACTORY = new JsonFactory();

  public static Problem of(SageException e, Language language) {
    return new Problem(status(e.code()), e.code(), e.in(language));
  }

  /// The language that a request asks for.
  public static Language language(HttpServletRequest request, Language otherwise) {
    if (request.getHeader("Accept-Language") == null) {
      return otherwise;
    }
    return switch (request.getLocale().getLanguage()) {
      case "es" -> Language.ES;
      case "en" -> Language.EN;
      default -> otherwise;
    };
  }

  public static int status(ErrorCode code) {
    return switch (code) {
      case USAGE, INPUT_NOT_READABLE, EXECUTION_MISMATCH -> 400;
      case NOT_ALLOWED -> 403;
      case NOT_FOUND, FILE_MISSING -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case CONTRACT_INVALID, CATALOG_AMBIGUOUS, DESTINATION_INVALID, DESTINATION_MISMATCH -> 422;
      case TOO_MANY_REQUESTS -> 429;
      case NOT_BUILT_YET -> 501;
      case DISK_FULL, STORAGE -> 507;
      case METADATA_UNREACHABLE, STORE_UNREACHABLE, WAREHOUSE_START, MEMORY -> 503;
      default ->
          switch (code.type()) {
            case DATA -> 422;
            case CONTRACT -> 400;
            case EXTERNAL -> 502;
            case RESOURCES -> 503;
            case INTERNAL -> 500;
          };
    };
  }

  public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = json(request.getRequestURI()).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /// @param instance the path that was asked for
  public String json(String instance) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty(
          "type", "urn:sage:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      json.writeStringProperty("title", title());
      json.writeNumberProperty("status", status);
      json.writeStringProperty("detail", detail);
      json.writeStringProperty("instance", instance);
      json.writeStringProperty("code", code.name());
      json.writeNumberProperty("number", code.number());
      json.writeEndObject();
    }
    return text.toString();
  }

  private String title() {
    String words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
