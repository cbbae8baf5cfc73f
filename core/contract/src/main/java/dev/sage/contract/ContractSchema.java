package dev.sage.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The JSON Schema of contracts (draft 2020-12), for editors.
///
/// What it refuses [ContractLoader] refuses. It accepts more: it cannot know which names there are,
/// what a rule or a pattern means, or which of two values is greater.
public final class ContractSchema {
  private static final String RESOURCE = "contract.schema.json";

  private ContractSchema() {}

  /// The schema as JSON.
  public static String json() {
    try (InputStream in = ContractSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("There is no " + RESOURCE + " among the classes.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
