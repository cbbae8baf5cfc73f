package dev.sage.spi;

/// Whose fault an error is; decides the exit status and whether a retry can help.
public enum ErrorType {
  /// The input as a whole cannot be read (corrupt archive): exit 1.
  DATA(1),
  /// The contract or the request is wrong: exit 2.
  CONTRACT(2),
  /// A system that SAGE talks to failed: exit 3; worth a retry.
  EXTERNAL(3),
  /// Disk, memory or another limit of this machine: exit 3.
  RESOURCES(3),
  /// A bug: exit 3.
  INTERNAL(3);

  private final int exitStatus;

  ErrorType(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  public int exitStatus() {
    return exitStatus;
  }
}
