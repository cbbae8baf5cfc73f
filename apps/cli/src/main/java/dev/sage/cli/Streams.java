package dev.sage.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the command writes: data on `out`, logs and progress on `err`.
///
/// @param interactive a person watches `err`
/// @param colour a person watches `out`, on a terminal that shows colours
record Streams(PrintStream out, PrintStream err, boolean interactive, boolean colour) {

  /// The process's own streams, in UTF-8 whatever the locale says. Whether they are terminals is
  /// known to the launcher, which tells by environment.
  static Streams ofProcess() {
    return new Streams(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        isSet("SAGE_TTY"),
        isSet("SAGE_TTY_OUT") && System.getenv("NO_COLOR") == null);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static boolean isSet(String variable) {
    return "1".equals(System.getenv(variable));
  }
}
