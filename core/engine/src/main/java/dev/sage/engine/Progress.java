package dev.sage.engine;

/// Told how far an execution is. Called from several threads, often; must return at once.
public interface Progress {
  /// A phase begins. `totalBytes` is 0 where it cannot be known.
  void phase(Phase phase, long totalBytes);

  /// So much more of the current phase is done.
  void advance(long bytes, long rows);

  /// What an execution does, in order.
  enum Phase {
    /// Another process has the execution's directory.
    WAIT,
    SCAN,
    STAGE,
    FINISH,
    LOAD,
    REPORT
  }

  /// Listens to nothing.
  Progress SILENT =
      new Progress() {
        @Override
        public void phase(Phase phase, long totalBytes) {}

        @Override
        public void advance(long bytes, long rows) {}
      };
}
