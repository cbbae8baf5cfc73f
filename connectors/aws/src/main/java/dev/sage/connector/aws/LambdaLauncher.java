package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.DeadLetter;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.burst.Launcher;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/// Starts a function of AWS Lambda: asynchronously, so that Amazon tries again what fails. What it
/// gives up lies in a queue of SQS, where the function is set up so.
///
/// A throttled or ill service is asked again for some seconds, a little longer apart each time. A
/// request whose answer was lost is not sent again: whoever launches decides what that means.
public final class LambdaLauncher implements Launcher {
  /// What Amazon takes of an asynchronous invocation, everywhere and for long.
  private static final int LARGEST = 256 << 10;

  private static final int TRIES = 6;
  private static final long FIRST_WAIT = 200_000_000;
  private static final long PATIENCE = 5_000_000_000L;

  private final LambdaClient lambda;
  private final Names names;
  private final @Nullable DeadLetterQueue queue;
  private final Patience patience;

  private LambdaLauncher(
      LambdaClient lambda, Names names, @Nullable DeadLetterQueue queue, Patience patience) {
    this.lambda = lambda;
    this.names = names;
    this.queue = queue;
    this.patience = patience;
  }

  /// How it waits between tries.
  ///
  /// @param ticker a monotonic clock in nanoseconds
  /// @param random from 0 to 1: many that were refused together do not come back together
  /// @param pause waits so many nanoseconds
  record Patience(LongSupplier ticker, DoubleSupplier random, LongConsumer pause) {
    static final Patience USUAL =
        new Patience(
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble(),
            LockSupport::parkNanos);
  }

  /// Names of functions, their ARNs, or their names and aliases: `sage-file-processor:live`.
  ///
  /// @param urgent for what has a priority above 0; empty: that is nothing special
  public record Names(String usual, Optional<String> urgent) {
    /// One function for all.
    public static Names of(String function) {
      return new Names(function, Optional.empty());
    }
  }

  /// Where dead letters are.
  ///
  /// @param url of the queue
  /// @param access to SQS
  public record Letters(URI url, AwsAccess access) {}

  /// Connects to nothing yet.
  ///
  /// @param letters empty: nobody keeps them
  public static LambdaLauncher open(AwsAccess access, Names names, Optional<Letters> letters) {
    return open(access, names, letters, Patience.USUAL);
  }

  static LambdaLauncher open(
      AwsAccess access, Names names, Optional<Letters> letters, Patience patience) {
    LambdaClient lambda =
        access
            .on(LambdaClient.builder())
            .overrideConfiguration(o -> o.retryStrategy(retries -> retries.maxAttempts(1)))
            .build();
    return new LambdaLauncher(
        lambda,
        names,
        letters.map(one -> DeadLetterQueue.open(one.access(), one.url())).orElse(null),
        patience);
  }

  @Override
  public Launch launch(byte[] message) {
    return launch(names.usual, message);
  }

  @Override
  public Launch launch(byte[] message, int priority) {
    return launch(priority > 0 ? names.urgent.orElse(names.usual) : names.usual, message);
  }

  private Launch launch(String function, byte[] message) {
    long begin = patience.ticker.getAsLong();
    Launch launch = ask(function, message);
    for (int i = 0; i < TRIES - 1 && isWorthAnother(launch, begin); i++) {
      patience.pause.accept((long) ((FIRST_WAIT << i) * patience.random.getAsDouble()));
      launch = ask(function, message);
    }
    return launch;
  }

  private boolean isWorthAnother(Launch launch, long begin) {
    return launch instanceof Launch.Later
        && patience.ticker.getAsLong() - begin < PATIENCE
        && !Thread.currentThread().isInterrupted();
  }

  private Launch ask(String function, byte[] message) {
    try {
      return new Launch.Taken(
          lambda
              .invoke(r ->
                  r.functionName(function)
                      .invocationType(InvocationType.EVENT)
                      .payload(SdkBytes.fromByteArray(message)))
              .responseMetadata()
              .requestId());
    } catch (AwsServiceException e) {
      return Refusal.passes(e)
          ? new Launch.Later(failed(function, e))
          : new Launch.Refused(failed(function, e));
    } catch (SdkException e) {
      return switch (Refusal.reach(e)) {
        case NOT_SENT -> new Launch.Later(failed(function, e));
        case PERHAPS -> new Launch.Unknown(failed(function, e));
        case NOT_ASKED -> new Launch.Refused(failed(function, e));
      };
    }
  }

  private static SageException failed(String function, SdkException e) {
    return AwsFailure.of(ErrorCode.FUNCTION_UNREACHABLE, "The function " + function, e);
  }

  @Override
  public List<DeadLetter> deadLetters(int most) {
    return queue == null ? List.of() : queue.receive(most);
  }

  @Override
  public void forget(DeadLetter letter) {
    if (queue != null) {
      queue.delete(letter);
    }
  }

  @Override
  public int largestMessage() {
    return LARGEST;
  }

  @Override
  public String display() {
    return "The function " + names.usual;
  }

  @Override
  public void close() {
    lambda.close();
    if (queue != null) {
      queue.close();
    }
  }
}
