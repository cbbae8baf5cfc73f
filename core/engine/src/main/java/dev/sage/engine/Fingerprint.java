package dev.sage.engine;

import dev.sage.engine.hash.Sha256;
import dev.sage.engine.stage.Stager;
import dev.sage.spi.ColumnLimit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What has to be the same for a part that was staged before, or elsewhere, to be of use.
final class Fingerprint {
  private Fingerprint() {}

  /// @param sha256 of the file
  /// @param firstPart the number of its first part
  /// @param partBytes about how large its parts are
  /// @param limits what destinations cannot hold, by field
  static String of(
      String sha256,
      int firstPart,
      long partBytes,
      Map<String, List<ColumnLimit>> limits,
      Stager stager) {
    String version =
        Objects.requireNonNullElse(
            Fingerprint.class.getPackage().getImplementationVersion(), "dev");
    String all =
        String.join(
            "\n",
            version,
            sha256,
            Integer.toString(firstPart),
            Long.toString(partBytes),
            limits.toString(),
            stager.fingerprint());
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
  }
}
