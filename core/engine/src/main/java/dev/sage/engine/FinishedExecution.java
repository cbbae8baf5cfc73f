package dev.sage.engine;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads how a finished execution ended.
final class FinishedExecution {
  private FinishedExecution() {}

  static ExecutionOutcome outcome(ExecutionDirectory directory) {
    return new ExecutionOutcome(
        exit(directory.file(ExecutionDirectory.RESULT)),
        directory.root(),
        directory.file(ExecutionDirectory.REPORT));
  }

  private static int exit(Path result) {
    try (InputStream in = Files.newInputStream(result);
        JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("exit")) {
          parser.nextToken();
          return parser.getIntValue();
        }
      }
      throw damaged(result, null);
    } catch (IOException | JacksonException e) {
      throw damaged(result, e);
    }
  }

  private static SageException damaged(Path result, @Nullable Exception cause) {
    return new SageException(
        ErrorCode.STORAGE, result + " is damaged. Delete the directory and start again.", cause);
  }
}
