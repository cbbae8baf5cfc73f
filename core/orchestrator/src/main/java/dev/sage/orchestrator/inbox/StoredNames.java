package dev.sage.orchestrator.inbox;

/// File names as senders choose them, made fit for every store.
final class StoredNames {
  private static final int LONGEST = 200;

  private StoredNames() {}

  /// Its ending is kept: it says what the file is.
  static String of(String filename) {
    String fit = filename.replaceAll("[\\p{Cntrl}/\\\\]", "_").strip();
    if (fit.isEmpty() || fit.equals(".") || fit.equals("..")) {
      return "delivery";
    }
    return fit.length() <= LONGEST ? fit : fit.substring(fit.length() - LONGEST);
  }
}
