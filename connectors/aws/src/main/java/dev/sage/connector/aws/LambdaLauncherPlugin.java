package dev.sage.connector.aws;

import dev.sage.connector.aws.LambdaLauncher.Letters;
import dev.sage.connector.aws.LambdaLauncher.Names;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.burst.LauncherPlugin;
import java.net.URI;
import java.util.Optional;

/// Serves `lambda://function?region=…&critical=…&dead_letters=…`. Keys come from where Amazon's
/// tools look for them: the environment, the profile, the machine.
public final class LambdaLauncherPlugin implements LauncherPlugin {
  @Override
  public boolean accepts(String url) {
    return url.startsWith("lambda://");
  }

  @Override
  public Launcher open(String url) {
    try {
      return launcher(AwsUrl.parse(url, "function"));
    } catch (IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID,
          "A function of Lambda is lambda://name?region=REGION, also with critical, endpoint, dead_letters and sqs_endpoint: "
              + e.getMessage(),
          e);
    }
  }

  private static Launcher launcher(AwsUrl url) {
    String region = url.region();
    Names names = new Names(url.name(), url.take("critical"));
    Optional<URI> endpoint = url.takeUri("endpoint");
    Optional<URI> queue = url.takeUri("dead_letters");
    Optional<URI> sqs = url.takeUri("sqs_endpoint");
    url.end();
    if (sqs.isPresent() && queue.isEmpty()) {
      throw new IllegalArgumentException("sqs_endpoint goes with dead_letters.");
    }
    AwsAccess letters = new AwsAccess(region, sqs, Optional.empty());
    return LambdaLauncher.open(
        new AwsAccess(region, endpoint, Optional.empty()),
        names,
        queue.map(one -> new Letters(one, letters)));
  }
}
