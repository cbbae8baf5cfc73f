package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A text of our own making, on its way into parts.
record SpooledText(Path path) implements DataFile {
  @Override
  public String name() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public long size() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public InputStream open() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Optional<Path> plainPath() {
    return Optional.of(path);
  }

  private SageException unreadable(IOException e) {
    return new SageException(
        ErrorCode.STORAGE, "The file " + path + " cannot be read: check the disk.", e);
  }
}
