package dev.sage.server.api;

import dev.sage.server.admin.Paging;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is read from requests in the same way everywhere.
final class Requests {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private Requests() {}

  static Paging paging(@Nullable String after, @Nullable Integer limit) {
    int wanted = limit == null ? USUAL : limit;
    if (wanted < 1 || wanted > MOST) {
      throw wrong("limit", "1–" + MOST);
    }
    return new Paging(Optional.ofNullable(after).filter(text -> !text.isBlank()), wanted);
  }

  static SageException wrong(String parameter, String accepted) {
    return new SageException(
        ErrorCode.USAGE,
        new Message(
            "El valor de «%s» no vale. Se acepta: %s".formatted(parameter, accepted),
            "The value of '%s' is not valid. Accepted: %s".formatted(parameter, accepted)));
  }

  /// What `If-Match` says: the tag without its quotes, or empty for `*`.
  ///
  /// @throws StatusException 428 when it is not there: an edit says what it has seen
  static Optional<String> ifMatch(@Nullable String header) {
    if (header == null) {
      throw new StatusException(
          428,
          ErrorCode.USAGE,
          new Message(
              "Falta If-Match: el ETag de lo que se vio, o *.",
              "If-Match is missing: the ETag of what was seen, or *."));
    }
    String tag = header.strip();
    return tag.equals("*") ? Optional.empty() : Optional.of(tag.replaceAll("^(W/)?\"|\"$", ""));
  }

  static StatusException changed() {
    return new StatusException(
        412,
        ErrorCode.CONFLICT,
        new Message(
            "Ha cambiado desde que se leyó. Léalo otra vez y repita el cambio.",
            "It has changed since it was read. Read it again and repeat the change."));
  }

  static String tag(Object version) {
    return "\"" + version + "\"";
  }
}
