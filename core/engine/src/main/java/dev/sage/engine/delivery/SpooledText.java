package dev.sage.engine.delivery;

import dev.sage.engine.disk.DiskFailure;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A text of our own making, or a piece of one, on its way into parts.
public record SpooledText(Path path) implements DataFile {
  @Override
  public String name() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public long size() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public InputStream open() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public Optional<Path> plainPath() {
    return Optional.of(path);
  }

  private SageException failed(IOException e) {
    return DiskFailure.of("The file " + path + " cannot be read", e);
  }
}
