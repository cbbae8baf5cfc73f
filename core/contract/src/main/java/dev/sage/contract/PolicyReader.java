package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The policy of a catalog or a package.
final class PolicyReader {
  static final List<String> KEYS = List.of("on_error", "max_errors", "max_error_ratio");
  private static final List<String> ON_ERROR = List.of("reject_file", "reject_rows");

  private PolicyReader() {}

  static Optional<Policy> read(YamlMap owner) {
    return owner.get("policy").flatMap(YamlNode::map).map(PolicyReader::policy);
  }

  private static Policy policy(YamlMap map) {
    map.only(KEYS);
    return new Policy(
        map.get("on_error").map(PolicyReader::onError).orElse(Policy.OnError.REJECT_FILE),
        map.get("max_errors")
            .map(node -> node.whole(0, Long.MAX_VALUE))
            .orElse(OptionalLong.empty()),
        map.get("max_error_ratio").map(YamlNode::ratio).orElse(OptionalDouble.empty()));
  }

  private static Policy.OnError onError(YamlNode node) {
    String word = node.text().orElse("reject_file").strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "reject_file" -> Policy.OnError.REJECT_FILE;
      case "reject_rows" -> Policy.OnError.REJECT_ROWS;
      default -> {
        Message message =
            new Message(
                "'on_error' no puede ser " + Messages.quoted(word) + ".",
                "'on_error' cannot be " + Messages.quoted(word) + ".");
        node.fatal(Messages.suggest(message, word, ON_ERROR));
        yield Policy.OnError.REJECT_FILE;
      }
    };
  }
}
