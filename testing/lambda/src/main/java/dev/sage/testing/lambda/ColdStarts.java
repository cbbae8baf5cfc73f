package dev.sage.testing.lambda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Says how long a packaged function takes from the start of its process until it asks for its
/// first event, one start after another.
///
/// ```
/// java -cp … dev.sage.testing.lambda.ColdStarts apps/lambda/target/function 10
/// ```
public final class ColdStarts {
  private ColdStarts() {}

  /// @param arguments the directory of the package, and how many starts
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      starts.add(start(FunctionPackage.of(Path.of(arguments[0]))).toMillis());
    }
    starts.sort(null);
    System.out.printf(
        "%d starts: least %d ms, median %d ms, most %d ms%n",
        starts.size(), starts.getFirst(), starts.get(starts.size() / 2), starts.getLast());
  }

  /// The function cannot use the message, and need not.
  private static Duration start(FunctionPackage function) throws IOException, InterruptedException {
    try (LocalLambda lambda = LocalLambda.start(function, Options.of(1));
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = lambda.endpoint().resolve(InvokeApi.PATH + function.name() + "/invocations");
      client.send(
          HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{}")).build(),
          BodyHandlers.discarding());
      return lambda.invocations().getFirst().init();
    }
  }
}
