package dev.sage.contract;

import dev.sage.spi.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The bytes of a contract, up to the tree: size, encoding, YAML.
final class YamlDocument {
  static final int MAX_BYTES = 5 * 1024 * 1024;

  private YamlDocument() {}

  /// Empty: `problems` says why.
  static Optional<Yaml> parse(byte[] bytes, Problems problems) {
    try {
      return Optional.of(new YamlTree(decode(bytes)).parse());
    } catch (YamlFault fault) {
      problems.fatal(fault.position(), "", fault.text());
      return Optional.empty();
    }
  }

  private static String decode(byte[] bytes) throws YamlFault {
    if (bytes.length > MAX_BYTES) {
      throw new YamlFault(
          Position.START,
          new Message(
              "El contrato pasa de 5 MiB, que es el máximo.",
              "The contract is larger than 5 MiB, which is the limit."));
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE);
    }
    return decode(bytes, startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] bytes, int from, Charset charset) throws YamlFault {
    ByteBuffer input = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharsetDecoder decoder = charset.newDecoder();
    try {
      return decoder.decode(input).toString();
    } catch (CharacterCodingException e) {
      String before = new String(bytes, from, input.position() - from, charset);
      throw new YamlFault(YamlTree.endOf(before), notText(charset));
    }
  }

  private static Message notText(Charset charset) {
    return new Message(
        "El archivo no está en "
            + charset
            + ": aquí hay un byte que no lo es. Guárdelo como UTF-8.",
        "The file is not " + charset + ": there is a byte here that is not. Save it as UTF-8.");
  }
}
