package dev.sage.spi;

/// Holds a load back until it is known whether its rows may become visible.
///
/// Rows may be copied while later ones are still being checked; what was copied is nobody's to see
/// before the gate lets it through.
@FunctionalInterface
public interface CommitGate {
  /// Returns as soon as the load may be committed; blocks until that is decided.
  ///
  /// Throws what is to stop the load otherwise: the destination rolls back, cleans up, and lets the
  /// exception through as it is.
  void await();

  /// For loads whose rows are all checked already.
  CommitGate OPEN = () -> {};
}
