package dev.sage.server.api;

import dev.sage.server.admin.Caller;
import dev.sage.server.admin.Desks.Idempotency;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Makes a request once for each `Idempotency-Key`, however often it is sent.
record Once(Idempotency desk, Caller caller, Optional<String> key) {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  /// What is made, as it will be answered again.
  record Made(int status, String body) {}

  interface Work {
    Made make() throws IOException;
  }

  ResponseEntity<String> answer(String fingerprint, Work work) throws IOException {
    if (key.isEmpty()) {
      return response(work.make(), false);
    }
    if (key.get().isBlank() || key.get().length() > 200) {
      throw Requests.wrong("Idempotency-Key", "1–200");
    }
    return switch (desk.begin(caller, key.get(), fingerprint)) {
      case Idempotency.Answer.Done done -> response(new Made(done.status(), done.body()), true);
      case Idempotency.Answer.Fresh _ -> response(first(work), false);
      case Idempotency.Answer.Busy _ -> throw new SageException(ErrorCode.CONFLICT, BUSY);
      case Idempotency.Answer.Other _ -> throw new StatusException(422, ErrorCode.CONFLICT, OTHER);
    };
  }

  private Made first(Work work) throws IOException {
    boolean done = false;
    try {
      Made made = work.make();
      desk.end(caller, key.orElseThrow(), made.status(), made.body(), REMEMBERED);
      done = true;
      return made;
    } finally {
      if (!done) {
        desk.forget(caller, key.orElseThrow());
      }
    }
  }

  private static ResponseEntity<String> response(Made made, boolean again) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.status(made.status()).contentType(MediaType.APPLICATION_JSON);
    return (again ? response.header("Idempotency-Replayed", "true") : response).body(made.body());
  }

  private static final Message BUSY =
      new Message(
          "La misma petición se está atendiendo ahora; espere y repítala.",
          "The same request is being made now; wait and repeat it.");
  private static final Message OTHER =
      new Message(
          "Esa Idempotency-Key se usó para otra petición. Use una nueva.",
          "That Idempotency-Key was used for another request. Use a new one.");
}
