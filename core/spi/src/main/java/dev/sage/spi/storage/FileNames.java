package dev.sage.spi.storage;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// Which names the files of an execution may have, the same in every store.
public final class FileNames {
  private FileNames() {}

  /// The name, if a store takes it.
  ///
  /// @throws SageException [ErrorCode#USAGE]
  public static String checked(String name) {
    if (name.chars().anyMatch(FileNames::isForbidden)
        || name.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)
        || Arrays.stream(name.split("/", -1)).anyMatch(FileNames::isNoName)) {
      throw new SageException(
          ErrorCode.USAGE,
          "A file cannot be stored under such a name: it is relative, has / between folders, and no"
              + " part that is empty, . or .., no backslash and no control character.");
    }
    return name;
  }

  /// The execution that a folder is named after; empty for a folder of somebody else.
  public static Optional<UUID> execution(String folder) {
    try {
      return Optional.of(UUID.fromString(folder)).filter(id -> id.toString().equals(folder));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isForbidden(int c) {
    return c == '\\' || Character.isISOControl(c);
  }

  private static boolean isNoName(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }
}
