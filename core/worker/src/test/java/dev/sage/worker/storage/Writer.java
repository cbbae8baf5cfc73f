package dev.sage.worker.storage;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// A process that writes into a store as others do at the same time: the main class of
/// [LocalStoreProcessesIT].
final class Writer {
  private Writer() {}

  /// Prints the names that it was the first to put, and `fenced` if it was.
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    UUID execution = UUID.fromString(arguments[1]);
    long token = Long.parseLong(arguments[2]);
    Path file = Files.writeString(Path.of(arguments[3]), "token " + token);
    try (LocalStore store = LocalStore.open(root)) {
      System.out.println("ready");
      int start = System.in.read();
      for (int i = 0; i < 50 && start >= 0; i++) {
        byte[] content = ("token " + token).getBytes(StandardCharsets.UTF_8);
        if (store.putIfAbsent(execution, 1, "first/" + i, content)) {
          System.out.println("first/" + i);
        }
      }
      System.out.println("next");
      start = System.in.read();
      for (int i = 0; i < 50 && start >= 0; i++) {
        store.put(execution, token, "last", file);
      }
    } catch (SageException e) {
      System.out.println(e.code() == ErrorCode.FENCED ? "fenced" : e.toString());
    }
  }
}
