package dev.sage.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;

/// The function that Lambda calls: `dev.sage.lambda.FileProcessor`. One for each environment, which
/// does one invocation at a time.
public final class FileProcessor implements RequestStreamHandler {
  private final Processor processor;

  /// Reads the settings of the environment.
  ///
  /// @throws dev.sage.spi.SageException with everything that is wrong with them
  public FileProcessor() {
    this.processor =
        Processor.of(
            new SettingsReader(SecretVariables.resolve(System.getenv(), Plugins::secret)).read(),
            new Lines(System.out, Clock.systemUTC()));
  }

  @Override
  public void handleRequest(InputStream message, OutputStream answer, Context context)
      throws IOException {
    answer.write(processor.process(message.readAllBytes(), Call.of(context)));
  }
}
