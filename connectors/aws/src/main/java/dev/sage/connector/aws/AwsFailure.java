package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Says why a service did not do what was asked. Its own messages can hold names that senders
/// chose, and are not told.
final class AwsFailure {
  private static final int FORBIDDEN = 403;

  private AwsFailure() {}

  /// @param code where nothing else is known
  /// @param where the service, for people
  static SageException of(ErrorCode code, String where, SdkException e) {
    if (e instanceof AbortedException) {
      return new SageException(ErrorCode.CANCELLED, where + ": interrupted.", e);
    }
    if (e instanceof AwsServiceException service) {
      return new SageException(code, where + ": " + answer(service), e);
    }
    return isDiskFull(e)
        ? new SageException(
            ErrorCode.DISK_FULL, where + ": the disk of this machine is full. Make room.", e)
        : new SageException(
            code,
            where
                + ": it cannot be reached. Check the endpoint, the region, the credentials and the network.",
            e);
  }

  private static String answer(AwsServiceException e) {
    String told =
        e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
            ? "no code"
            : e.awsErrorDetails().errorCode();
    String advice =
        e.statusCode() == FORBIDDEN
            ? "it refused the credentials, or they lack a right"
            : "it refused a request";
    return "%s (HTTP %d, %s).".formatted(advice, e.statusCode(), told);
  }

  private static boolean isDiskFull(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          && String.valueOf(cause.getMessage()).contains("No space left")) {
        return true;
      }
    }
    return false;
  }
}
