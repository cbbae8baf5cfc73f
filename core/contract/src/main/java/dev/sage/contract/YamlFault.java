package dev.sage.contract;

import dev.sage.spi.Message;

/// Why a document cannot be read at all. Never leaves [YamlDocument].
final class YamlFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position position;
  private final transient Message text;

  YamlFault(Position position, Message text) {
    super(text.en(), null, false, false);
    this.position = position;
    this.text = text;
  }

  Position position() {
    return position;
  }

  Message text() {
    return text;
  }
}
