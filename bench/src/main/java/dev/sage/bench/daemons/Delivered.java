package dev.sage.bench.daemons;

import dev.sage.bench.daemons.Expected.Kind;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The files that are delivered. Every twentieth has the content of the one before it.
///
/// @param files how many
/// @param rows of each
record Delivered(int files, int rows) {
  private static final int TWIN_EVERY = 20;
  private static final int BAD_EVERY = 50;

  static String name(int file) {
    return "ventas-%05d.csv".formatted(file);
  }

  /// Half of them by HTTP, half through the folder; of twins one each way.
  static boolean isUploaded(int file) {
    return file % 2 == 1;
  }

  static boolean isTwin(int file) {
    return file % TWIN_EVERY == TWIN_EVERY - 1;
  }

  /// The number of what is in it.
  static int content(int file) {
    return isTwin(file) ? file - 1 : file;
  }

  static Kind kind(int content) {
    if (content % 25 == 7) {
      return Kind.REFUSED;
    }
    return content % 10 == 3 ? Kind.REJECTING : Kind.GOOD;
  }

  byte[] bytes(int file) {
    int content = content(file);
    boolean refused = kind(content) == Kind.REFUSED;
    return IntStream.rangeClosed(1, rows)
        .mapToObj(row -> line(content, row))
        .collect(Collectors.joining("\n", refused ? "a,b\n" : "id,archivo,fila,importe\n", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String line(int content, int row) {
    String amount = isBad(content, row) ? "mal" : "%d.%02d".formatted(row, content % 100);
    return "%d,%d,%d,%s".formatted(content * 1_000_000L + row, content, row, amount);
  }

  private boolean isBad(int content, int row) {
    return kind(content) == Kind.REJECTING && row % BAD_EVERY == 1;
  }

  Expected expected(int content) {
    if (kind(content) == Kind.REFUSED) {
      return new Expected(Kind.REFUSED, 0, 0);
    }
    long bad = IntStream.rangeClosed(1, rows).filter(row -> isBad(content, row)).count();
    return new Expected(kind(content), rows - bad, bad);
  }
}
