package dev.sage.bench;

/// A command did not do its work; the message has its output.
final class CommandFailed extends IllegalStateException {
  CommandFailed(String message) {
    super(message);
  }
}
