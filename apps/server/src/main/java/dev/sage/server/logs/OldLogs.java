package dev.sage.server.logs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files of the log that are too old when the server starts. The appender deletes those that become
/// so while it runs, and looks back no further than some weeks.
final class OldLogs {
  private static final Pattern FILE =
      Pattern.compile("sage-([0-9]{4}-[0-9]{2}-[0-9]{2})\\.[0-9]+\\.log(\\.gz)?");

  private OldLogs() {}

  static void delete(Path folder, Duration keep) {
    LocalDate oldest = LocalDate.now(ZoneId.systemDefault()).minusDays(Math.max(1, keep.toDays()));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sage-*")) {
      for (Path file : files) {
        if (isBefore(file.getFileName().toString(), oldest)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      // There is no folder yet, or none that can be changed: whoever writes there says so.
    }
  }

  private static boolean isBefore(String name, LocalDate oldest) {
    Matcher matcher = FILE.matcher(name);
    try {
      return matcher.matches() && LocalDate.parse(matcher.group(1)).isBefore(oldest);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
