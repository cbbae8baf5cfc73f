package dev.sage.spi.burst;

import java.util.List;

/// Has a function do something, asynchronously. Safe for use by many threads.
///
/// What was handed over is done at least once, perhaps twice, perhaps hours later, perhaps never:
/// whoever launches watches for what comes of it, and tells the function so much that doing it
/// twice does no harm.
public interface Launcher extends AutoCloseable {
  /// Hands a message over. Returns when the service has taken it, not when it is done. What passes
  /// within seconds, such as throttling, was tried again when this returns.
  ///
  /// @param message JSON, of no more than [#largestMessage] bytes
  Launch launch(byte[] message);

  /// [#launch(byte[])] of what has a priority: for services that keep some functions free for what
  /// is urgent.
  ///
  /// @param priority larger is more urgent; 0 is usual
  default Launch launch(byte[] message, int priority) {
    return launch(message);
  }

  /// Messages that the service has given up after its own retries. Each is shown again later until
  /// it is [#forget]ed; none where the service is not set up to keep them.
  ///
  /// @param most 1 to 100
  /// @throws dev.sage.spi.SageException [dev.sage.spi.ErrorCode#FUNCTION_UNREACHABLE]
  List<DeadLetter> deadLetters(int most);

  /// Is not shown again.
  ///
  /// @throws dev.sage.spi.SageException [dev.sage.spi.ErrorCode#FUNCTION_UNREACHABLE]
  void forget(DeadLetter letter);

  /// The most bytes that a message may have.
  int largestMessage();

  /// Where this is, for people, without secrets.
  String display();

  @Override
  void close();
}
