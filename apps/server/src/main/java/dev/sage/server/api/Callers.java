package dev.sage.server.api;

import dev.sage.server.admin.Caller;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who makes the request that this thread answers.
final class Callers {
  private Callers() {}

  static Caller now() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new SageException(ErrorCode.NOT_ALLOWED, REFUSED);
  }

  static String name() {
    return now().name();
  }

  /// @throws SageException [ErrorCode#NOT_FOUND] for what is another's: whoever may not see it does
  ///   not learn that it is there
  static void requireInbox(UUID inbox) {
    if (!now().mayUse(inbox)) {
      throw new SageException(ErrorCode.NOT_FOUND, HIDDEN);
    }
  }

  private static final Message REFUSED = new Message("No está permitido.", "This is not allowed.");
  private static final Message HIDDEN =
      new Message("No existe, o no es para esta ficha.", "It is not there, or not for this token.");
}
