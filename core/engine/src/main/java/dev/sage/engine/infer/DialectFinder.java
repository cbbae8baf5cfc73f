package dev.sage.engine.infer;

import dev.sage.contract.CsvFormat;
import dev.sage.engine.split.Dialect;
import dev.sage.engine.split.Fault;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.split.Splitter;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the delimiter and the quotes of a text: those under which the splitter cuts most of its
/// records into the same number of cells.
final class DialectFinder {
  /// The usual ones; the first of several that do equally well. A comma comes last: `1,5;2,5`.
  private static final List<String> USUAL = List.of(";", "|", "\t", ",");

  private static final List<String> UNUSUAL =
      List.of("|~|", "~|~", "^|^", "~", "^", "¬", "¦", "§", "¶", "\u0001", "\u001f", "\u001e");

  /// Taken where the single one leaves every other cell empty.
  private static final List<String> DOUBLED = List.of("||", ";;", "~~", "^^", "::");

  private static final double USUAL_SHARE = 0.6;
  private static final double UNUSUAL_SHARE = 0.98;
  private static final int MOST_SKIPPED = 15;

  private final FileText text;
  private final Workbench bench;

  DialectFinder(FileText text, Workbench bench) {
    this.text = text;
    this.bench = bench;
  }

  /// @param delimiter what the user says
  CsvFormat find(Optional<String> delimiter) {
    return fit(delimiter.orElseGet(this::delimiter)).format();
  }

  private String delimiter() {
    List<Fit> fits = new ArrayList<>();
    USUAL.forEach(usual -> add(fits, usual, USUAL_SHARE));
    UNUSUAL.forEach(unusual -> add(fits, unusual, UNUSUAL_SHARE));
    return fits.stream()
        .min(Comparator.comparingInt(Fit::grade))
        .map(this::doubled)
        .orElseGet(this::unused);
  }

  private void add(List<Fit> fits, String delimiter, double share) {
    if (text.text().contains(delimiter)) {
      Fit fit = fit(delimiter);
      if (fit.width() > 1 && fit.share() >= share) {
        fits.add(fit);
      }
    }
  }

  private String doubled(Fit single) {
    for (String pair : DOUBLED) {
      if (pair.startsWith(single.format().delimiter()) && text.text().contains(pair)) {
        Fit fit = fit(pair);
        if (fit.width() > 2
            && single.width() == 2 * fit.width() - 1
            && fit.grade() <= single.grade()) {
          return pair;
        }
      }
    }
    return single.format().delimiter();
  }

  /// For a file of one column: what stands nowhere in it.
  private String unused() {
    return List.of(",", ";", "|", "\t", "~", "^", "¬").stream()
        .filter(candidate -> !text.text().contains(candidate))
        .findFirst()
        .orElse("\u001f");
  }

  /// With the quotes that do best.
  private Fit fit(String delimiter) {
    Fit quoted = fit(delimiter, Optional.of('"'), Optional.empty());
    return quoted.quoteFaults() > 0 ? repaired(quoted) : apostrophes(quoted);
  }

  /// Another way to quote, if it leaves fewer records malformed.
  private Fit repaired(Fit quoted) {
    String delimiter = quoted.format().delimiter();
    if (text.text().contains("\\\"")) {
      Fit escaped = fit(delimiter, Optional.of('"'), Optional.of('\\'));
      if (escaped.faults() < quoted.faults()) {
        return escaped;
      }
    }
    Fit plain = fit(delimiter, Optional.empty(), Optional.empty());
    return plain.faults() < quoted.faults() && wrapped(delimiter, '"') < quoted.quoteFaults()
        ? plain
        : quoted;
  }

  /// Cells within `'` in every record of a text without `"`.
  private Fit apostrophes(Fit quoted) {
    String delimiter = quoted.format().delimiter();
    if (text.text().indexOf('"') >= 0 || wrapped(delimiter, '\'') < quoted.good()) {
      return quoted;
    }
    Fit single = fit(delimiter, Optional.of('\''), Optional.empty());
    return single.faults() <= quoted.faults() ? single : quoted;
  }

  /// How many cells stand within quotes.
  private long wrapped(String delimiter, char quote) {
    String edge = Pattern.quote(delimiter);
    String cell = "(?m)(?:^|(?<=%1$s))%2$c[^%2$c\\r\\n]*%2$c(?=%1$s|\\r?$)".formatted(edge, quote);
    return Pattern.compile(cell).matcher(text.text()).results().count();
  }

  private Fit fit(String delimiter, Optional<Character> quote, Optional<Character> escape) {
    CsvFormat format = new CsvFormat(delimiter, false, quote, escape, Optional.empty());
    Splitter splitter =
        new Splitter(
            text.head(), text.prescan(), Dialect.of(format), 0, bench.newDirectory(), 1L << 30);
    try {
      int width = splitter.shape().width();
      Counter counter = new Counter();
      SplitResult result = splitter.split(counter);
      long above = Math.min(MOST_SKIPPED, counter.above);
      return new Fit(
          format, width, result.read() - above, result.faults() - above, counter.quoteFaults);
    } catch (SageException e) {
      if (e.code() == ErrorCode.TOO_MANY_COLUMNS) {
        return new Fit(format, 0, 0, 0, 0);
      }
      throw e;
    }
  }

  /// How well a dialect fits.
  ///
  /// @param width the most frequent number of cells
  /// @param read records, but for a title above the table
  /// @param faults those that are malformed or have another number of cells
  private record Fit(CsvFormat format, int width, long read, long faults, long quoteFaults) {
    long good() {
      return read - faults;
    }

    double share() {
      return read == 0 ? 0 : (double) good() / read;
    }

    /// The lower, the better.
    int grade() {
      return share() >= 0.999 ? 0 : share() >= 0.98 ? 1 : share() >= 0.9 ? 2 : 3;
    }
  }

  /// Nothing is written: all parts pass for staged.
  private static final class Counter implements PartListener {
    private long quoteFaults;
    private long above;
    private boolean begun;

    @Override
    public boolean isStaged(int number, long sourceOffset, long firstRecord, long firstLine) {
      begun = true;
      return true;
    }

    @Override
    public void part(Part part) {}

    @Override
    public void fault(Fault fault) {
      quoteFaults += fault.code() == FindingCode.QUOTE ? 1 : 0;
      above += !begun && fault.code() == FindingCode.RAGGED ? 1 : 0;
    }
  }
}
