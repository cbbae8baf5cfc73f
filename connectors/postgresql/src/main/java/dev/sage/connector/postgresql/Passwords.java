package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Passwords that a URL leaves out: PGPASSWORD, then the file of PGPASSFILE or `~/.pgpass`.
final class Passwords {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private Passwords() {}

  static @Nullable String find(
      Environment environment, String host, int port, String database, String user) {
    String direct = environment.get("PGPASSWORD");
    if (direct != null && !direct.isEmpty()) {
      return direct;
    }
    Path file = file(environment);
    return file == null || !Files.isRegularFile(file)
        ? null
        : read(file, List.of(host, String.valueOf(port), database, user));
  }

  private static @Nullable Path file(Environment environment) {
    String named = environment.get("PGPASSFILE");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    String home = environment.get("HOME");
    return home == null || home.isEmpty() ? null : Path.of(home, ".pgpass");
  }

  private static @Nullable String read(Path file, List<String> wanted) {
    try {
      for (String line : Files.readAllLines(file, UTF_8)) {
        List<String> entry = fields(line);
        if (!line.startsWith("#") && entry.size() == 5 && matches(entry, wanted)) {
          refuseIfOthersMayRead(file);
          return entry.get(4);
        }
      }
      return null;
    } catch (IOException _) {
      throw new SageException(
          ErrorCode.DESTINATION_INVALID, "The password file " + file + " cannot be read.");
    }
  }

  private static boolean matches(List<String> entry, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!entry.get(i).equals("*") && !entry.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// The fields of `host:port:database:user:password`, where `\` makes the next character plain.
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (c == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static void refuseIfOthersMayRead(Path file) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new SageException(
          ErrorCode.DESTINATION_INVALID,
          "Others may read the password file %s. Run: chmod 0600 %s".formatted(file, file));
    }
  }
}
