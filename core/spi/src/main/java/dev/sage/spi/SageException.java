package dev.sage.spi;

import org.jspecify.annotations.Nullable;

/// The only exception that SAGE throws on purpose: contracts, infrastructure, bugs. Never bad data.
///
/// The message says what happened, where, and what to do. It holds no data values and no secrets.
/// [#getMessage] has it in English, for logs; what a sender can mend is said in both languages.
public final class SageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient @Nullable Message text;

  public SageException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public SageException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.text = null;
  }

  public SageException(ErrorCode code, Message text) {
    this(code, text, null);
  }

  public SageException(ErrorCode code, Message text, @Nullable Throwable cause) {
    super(text.en(), cause);
    this.code = code;
    this.text = text;
  }

  public ErrorCode code() {
    return code;
  }

  /// The message for users, in English where there is no other; empty where there is none at all.
  public String in(Language language) {
    String english = getMessage();
    return text != null ? text.in(language) : english == null ? "" : english;
  }
}
