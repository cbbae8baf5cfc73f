package dev.sage.connector.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// What a request that did not succeed leaves behind.
final class Refusal {
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private Refusal() {}

  /// How far a request came.
  enum Reach {
    /// There was no connection.
    NOT_SENT,
    /// The connection broke, and nobody knows when.
    PERHAPS,
    /// This machine made no request: it has no keys, for one.
    NOT_ASKED
  }

  /// Whether the service may take the same request a little later.
  static boolean passes(AwsServiceException e) {
    return e.statusCode() == TOO_MANY || e.statusCode() >= SERVER || e.isThrottlingException();
  }

  static Reach reach(SdkException e) {
    if (e instanceof AbortedException
        || e instanceof ApiCallTimeoutException
        || e instanceof ApiCallAttemptTimeoutException) {
      return Reach.PERHAPS;
    }
    @Nullable IOException broken = broken(e);
    return broken == null
        ? Reach.NOT_ASKED
        : isUnconnected(broken) ? Reach.NOT_SENT : Reach.PERHAPS;
  }

  private static @Nullable IOException broken(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException broken) {
        return broken;
      }
    }
    return null;
  }

  private static boolean isUnconnected(IOException e) {
    return e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof NoRouteToHostException
        || (e instanceof SocketTimeoutException
            && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect"));
  }
}
