package dev.sage.server.platform;

/// Which SAGE this is.
public final class Version {
  public static final String TEXT = text();

  private Version() {}

  private static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
