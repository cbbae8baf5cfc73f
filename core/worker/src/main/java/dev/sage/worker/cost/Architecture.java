package dev.sage.worker.cost;

import java.util.Arrays;
import java.util.Optional;

/// The processors that functions run on.
public enum Architecture {
  X86_64("x86_64"),
  ARM64("arm64");

  private final String published;

  Architecture(String published) {
    this.published = published;
  }

  /// As Amazon writes it.
  public String published() {
    return published;
  }

  public static Optional<Architecture> of(String published) {
    return Arrays.stream(values()).filter(a -> a.published.equals(published)).findFirst();
  }

  /// Of this machine.
  public static Architecture here() {
    return System.getProperty("os.arch").equals("aarch64") ? ARM64 : X86_64;
  }
}
