package dev.sage.engine.delivery;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// How a file's bytes spell text.
///
/// @param bom the bytes of its byte order mark, in the file's own encoding; 0 without one
public record SourceEncoding(Charset charset, int bom) {
  public boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }
}
