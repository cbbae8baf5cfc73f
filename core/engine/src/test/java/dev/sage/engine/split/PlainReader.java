package dev.sage.engine.split;

import dev.sage.spi.FindingCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The grammar of CONTRACT 2 once more, as plainly as it can be said: the whole text in memory, one
/// byte at a time, every record from scratch. Shares nothing with the splitter but the words.
final class PlainReader {
  /// A data record. `code` is null for a good one, whose cells are given.
  record Row(
      long number,
      long line,
      @Nullable FindingCode code,
      List<String> cells,
      int from,
      int textEnd,
      int to) {}

  private final byte[] t;
  private final byte[] delimiter;
  private final int quote;
  private final int escape;
  private final int max;
  private final boolean cr;

  // The outcome of reading one record.
  private List<byte[]> cells = new ArrayList<>();
  private @Nullable FindingCode cut;
  private boolean nul;
  private boolean lineEnd;
  private int textEnd;
  private int next;

  PlainReader(byte[] text, Dialect dialect) {
    t = text;
    delimiter = dialect.delimiter();
    quote = dialect.quote() < 0 ? 1000 : dialect.quote();
    escape = dialect.escape() < 0 ? 1000 : dialect.escape();
    max = dialect.maxRecordBytes();
    cr = separatedByReturns();
  }

  List<Row> rows(boolean header, int contractWidth, List<String> headerOut) {
    int at = 0;
    long line = 1;
    int width = -1;
    if (header) {
      while (true) {
        if (at >= t.length) {
          return List.of();
        }
        record(at);
        boolean blank = textEnd == at && cut == null;
        line += physicalLines(at, next);
        at = next;
        if (!blank) {
          break;
        }
      }
      if (cut == null) {
        cells.forEach(c -> headerOut.add(string(c).strip()));
        width = cells.size();
      }
    }
    if (width < 0) {
      width = sampledWidth(at, contractWidth);
    }
    List<Row> rows = new ArrayList<>();
    long number = 0;
    while (at < t.length) {
      record(at);
      if (!(textEnd == at && cut == null) || contractWidth == 1) {
        number++;
        rows.add(row(number, line, at, width));
      }
      line += physicalLines(at, next);
      at = next;
    }
    return rows;
  }

  /// From where to where the header and its line end reach; empty without one.
  int[] header() {
    int at = 0;
    while (at < t.length) {
      record(at);
      if (textEnd > at || cut != null) {
        return new int[] {at, next};
      }
      at = next;
    }
    return new int[] {at, at};
  }

  private Row row(long number, long line, int at, int width) {
    FindingCode code = null;
    if (cut != null) {
      code = cut;
    } else if (nul) {
      code = FindingCode.NUL;
    } else if (!valid(at, textEnd)) {
      code = FindingCode.ENCODING;
    } else if (lineEnd) {
      code = FindingCode.LINE_END;
    } else if (cells.size() != width) {
      code = FindingCode.RAGGED;
    }
    List<String> values = new ArrayList<>();
    if (code == null) {
      cells.forEach(c -> values.add(string(c)));
    }
    return new Row(number, line, code, values, at, textEnd, next);
  }

  private int sampledWidth(int from, int contractWidth) {
    Map<Integer, Integer> votes = new LinkedHashMap<>();
    int at = from;
    int seen = 0;
    while (at < t.length && seen < 1000) {
      record(at);
      if (!(textEnd == at && cut == null) || contractWidth == 1) {
        seen++;
        if (cut == null) {
          votes.merge(cells.size(), 1, Integer::sum);
        }
      }
      at = next;
    }
    int best = votes.values().stream().mapToInt(i -> i).max().orElse(0);
    if (best == 0 || votes.getOrDefault(contractWidth, 0) == best) {
      return contractWidth;
    }
    return votes.entrySet().stream().filter(e -> e.getValue() == best).findFirst().get().getKey();
  }

  /// Reads the record at a place.
  private void record(int start) {
    cells = new ArrayList<>();
    cut = null;
    nul = false;
    lineEnd = false;
    String state = "cell";
    List<Byte> cell = new ArrayList<>();
    List<Byte> blanks = new ArrayList<>();
    int i = start;
    while (true) {
      boolean end = i == t.length;
      int ends = end ? 0 : lineEndAt(i);
      if (state.equals("quoted")) {
        if (end) {
          cut(start, FindingCode.QUOTE);
          return;
        }
      } else if (end || ends > 0) {
        if (i - start > max) {
          cut(start, FindingCode.RECORD_SIZE);
          return;
        }
        if (state.equals("cell")) {
          cell.addAll(blanks);
        }
        cells.add(bytes(cell));
        textEnd = i;
        next = i + ends;
        return;
      }
      if (i - start >= max) {
        cut(start, FindingCode.RECORD_SIZE);
        return;
      }
      int c = t[i];
      int after = i + 1 < t.length ? t[i + 1] : 2000;
      switch (state) {
        case "cell", "plain" -> {
          if (delimiterAt(i)) {
            if (state.equals("cell")) {
              cell.addAll(blanks);
            }
            cells.add(bytes(cell));
            cell.clear();
            blanks.clear();
            state = "cell";
            i += delimiter.length - 1;
            // A delimiter that passes the limit with its later bytes is over the limit there.
            if (i - start >= max) {
              cut(start, FindingCode.RECORD_SIZE);
              return;
            }
          } else if (state.equals("cell") && (c == ' ' || c == '\t')) {
            blanks.add((byte) c);
          } else if (state.equals("cell") && c == quote) {
            blanks.clear();
            state = "quoted";
          } else {
            cell.addAll(blanks);
            blanks.clear();
            state = "plain";
            cell.add((byte) c);
            nul |= c == 0;
            lineEnd |= c == '\n' || c == '\r';
          }
        }
        case "quoted" -> {
          boolean pair =
              (c == quote && after == quote)
                  || (c == escape && (after == quote || after == escape));
          if (pair) {
            cell.add((byte) after);
            i++;
            if (i - start >= max) {
              cut(start, FindingCode.RECORD_SIZE);
              return;
            }
          } else if (c == quote) {
            state = "closed";
          } else {
            nul |= c == 0;
            cell.add((byte) c);
          }
        }
        default -> {
          if (delimiterAt(i)) {
            cells.add(bytes(cell));
            cell.clear();
            state = "cell";
            i += delimiter.length - 1;
            if (i - start >= max) {
              cut(start, FindingCode.RECORD_SIZE);
              return;
            }
          } else if (c != ' ' && c != '\t') {
            cut(start, FindingCode.QUOTE);
            return;
          }
        }
      }
      i++;
    }
  }

  private void cut(int start, FindingCode code) {
    cut = code;
    int i = start;
    while (i < t.length && physicalEndAt(i) == 0) {
      i++;
    }
    textEnd = i;
    next = i == t.length ? i : i + physicalEndAt(i);
  }

  private long physicalLines(int from, int to) {
    long count = 0;
    for (int i = from; i < to; i++) {
      count += t[i] == (cr ? '\r' : '\n') ? 1 : 0;
    }
    return count;
  }

  /// How many bytes the line end here has; 0: none here.
  private int lineEndAt(int i) {
    if (t[i] == '\r' && i + 1 < t.length && t[i + 1] == '\n') {
      return 2;
    }
    return t[i] == (cr ? '\r' : '\n') ? 1 : 0;
  }

  private int physicalEndAt(int i) {
    return lineEndAt(i);
  }

  private boolean delimiterAt(int i) {
    for (int k = 0; k < delimiter.length; k++) {
      if (i + k >= t.length || t[i + k] != delimiter[k]) {
        return false;
      }
    }
    return true;
  }

  private boolean separatedByReturns() {
    // Where the first record ends if any CR or LF ends it.
    int first = firstOutsideQuotes();
    if (first < 0) {
      for (int i = 0; i < t.length && first < 0; i++) {
        first = t[i] == '\r' || t[i] == '\n' ? i : -1;
      }
    }
    return first >= 0 && t[first] == '\r' && !(first + 1 < t.length && t[first + 1] == '\n');
  }

  private int firstOutsideQuotes() {
    char state = 'c';
    for (int i = 0; i < t.length && i <= max; i++) {
      int c = t[i];
      int after = i + 1 < t.length ? t[i + 1] : 2000;
      boolean ends = c == '\r' || c == '\n';
      if (state != 'q' && ends) {
        return i;
      }
      if (state == 'q') {
        if ((c == quote && after == quote)
            || (c == escape && (after == quote || after == escape))) {
          i++;
        } else if (c == quote) {
          state = 'x';
        }
      } else if (delimiterAt(i)) {
        state = 'c';
        i += delimiter.length - 1;
      } else if (c != ' ' && c != '\t') {
        if (state == 'x') {
          return -1;
        }
        state = state == 'c' && c == quote ? 'q' : 'p';
      }
    }
    return -1;
  }

  private boolean valid(int from, int to) {
    try {
      java.nio.charset.StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(t, from, to - from));
      return true;
    } catch (java.nio.charset.CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] bytes(List<Byte> list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = list.get(i);
    }
    return bytes;
  }

  private static String string(byte[] bytes) {
    return dev.sage.engine.delivery.ExtendedUtf8.text(bytes);
  }
}
