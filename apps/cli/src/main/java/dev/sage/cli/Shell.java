package dev.sage.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Paths as they can be pasted into a shell.
final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./\\-]+");

  private Shell() {}

  /// The path as seen from `here` where that is shorter, quoted where a shell needs it.
  static String quoted(Path here, Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    String text =
        absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
