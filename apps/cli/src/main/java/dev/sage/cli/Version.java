package dev.sage.cli;

import java.util.Optional;

/// Which SAGE this is.
final class Version {
  /// As the jar's manifest says; `dev` where classes run without a jar.
  static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");

  private Version() {}
}
