package dev.sage.server.api;

import dev.sage.server.platform.Platform;
import dev.sage.server.problem.Problem;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.ErrorType;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Says every error of a request in one form.
@ControllerAdvice
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Platform platform;

  public Problems(Platform platform) {
    this.platform = platform;
  }

  @ExceptionHandler(AsyncRequestNotUsableException.class)
  void gone() {
    // Whoever asked has hung up.
  }

  @ExceptionHandler(Exception.class)
  void handle(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = problem(e, Problem.language(request, platform.settings().language()));
    if (problem.code().type() == ErrorType.INTERNAL) {
      LOG.atError().addKeyValue("path", request.getRequestURI()).setCause(e).log("request failed");
    }
    if (e instanceof ErrorResponse answer) {
      headers(answer.getHeaders(), response);
    }
    if (problem.status() == 503) {
      response.setHeader("Retry-After", "5");
    }
    problem.write(request, response);
  }

  private static void headers(HttpHeaders headers, HttpServletResponse response) {
    headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
  }

  private static Problem problem(Exception e, Language language) {
    return switch (e) {
      case SageException known -> Problem.of(known, language);
      case StatusException known -> known.problem(language);
      case MaxUploadSizeExceededException _ ->
          new Problem(413, ErrorCode.TOO_LARGE, TOO_LARGE.in(language));
      case MultipartException _ -> new Problem(400, ErrorCode.USAGE, MULTIPART.in(language));
      case HttpMessageNotReadableException unread ->
          new Problem(400, ErrorCode.USAGE, Unreadable.explain(unread).in(language));
      case MethodArgumentTypeMismatchException wrong ->
          new Problem(400, ErrorCode.USAGE, parameter(wrong.getName()).in(language));
      case ErrorResponse answer -> ofStatus(answer.getStatusCode().value(), language);
      default -> ofStatus(500, language);
    };
  }

  /// What the framework refuses, in our words.
  static Problem ofStatus(int status, Language language) {
    Message message =
        switch (status) {
          case 400 ->
              new Message(
                  "La petición no se entiende: falta algo o sobra.",
                  "The request is not understood: something is missing or wrong.");
          case 401, 403 -> new Message("No está permitido.", "This is not allowed.");
          case 404 -> new Message("No hay nada en esta ruta.", "There is nothing at this path.");
          case 405 ->
              new Message(
                  "Esta ruta no admite ese método; vea Allow.",
                  "This path does not take that method; see Allow.");
          case 406 ->
              new Message(
                  "No hay respuesta en el formato que se pide (Accept).",
                  "There is no answer in the form that is asked for (Accept).");
          case 413 -> TOO_LARGE;
          case 415 ->
              new Message(
                  "El cuerpo no está en un formato que se admita (Content-Type).",
                  "The body is not in a form that is taken (Content-Type).");
          case 503 ->
              new Message(
                  "Ahora no se puede; inténtelo más tarde.", "Not possible now; try again later.");
          default ->
              status >= 500
                  ? new Message(
                      "Error interno de SAGE; el registro del servidor tiene el detalle.",
                      "A bug in SAGE; the log of the server has the details.")
                  : new Message("La petición no vale.", "The request is not valid.");
        };
    return new Problem(status, codeOf(status), message.in(language));
  }

  private static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401, 403 -> ErrorCode.NOT_ALLOWED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 413 -> ErrorCode.TOO_LARGE;
      case 429 -> ErrorCode.TOO_MANY_REQUESTS;
      case 503 -> ErrorCode.METADATA_UNREACHABLE;
      default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.USAGE;
    };
  }

  private static Message parameter(String name) {
    return new Message(
        "El valor de «" + name + "» no vale.", "The value of '" + name + "' is not valid.");
  }

  private static final Message TOO_LARGE =
      new Message(
          "El cuerpo es demasiado grande. El límite está en limits.upload y http.max_body.",
          "The body is too large. The limit is in limits.upload and http.max_body.");
  private static final Message MULTIPART =
      new Message("El cuerpo multipart no se entiende.", "The multipart body is not understood.");
}
