package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.Field;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.FileKind;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.CellParts;
import dev.sage.engine.split.Dialect;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.stage.FileColumns;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A sheet of a workbook. The line of a record is its row in the sheet; blank rows are no records.
final class ExcelFile implements RecordFile {
  private static final int WIDTH_SAMPLE = 1_000;

  private final Catalog catalog;
  private final ExcelFormat format;
  private final String name;
  private final String sha256;
  private final Workplace at;
  private final Book book;
  private final int sheet;
  private final List<FileFinding> findings = new ArrayList<>();
  private @Nullable FileShape shape;

  private ExcelFile(
      Catalog catalog,
      ExcelFormat format,
      String name,
      String sha256,
      Workplace at,
      Book book,
      int sheet) {
    this.catalog = catalog;
    this.format = format;
    this.name = name;
    this.sha256 = sha256;
    this.at = at;
    this.book = book;
    this.sheet = sheet;
  }

  /// @param sheets names of the wanted sheet, the first that is there; none: the first sheet
  static ExcelFile open(
      Catalog catalog,
      ExcelFormat format,
      DataFile file,
      List<String> sheets,
      Workplace at,
      LongConsumer progress) {
    String name = file.baseName();
    Book book = book(file, at);
    try {
      int sheet = sheet(book.sheets(), sheets, name);
      return new ExcelFile(catalog, format, name, Prescan.hash(file, progress), at, book, sheet);
    } catch (RuntimeException e) {
      book.close();
      throw e;
    }
  }

  static Book book(DataFile file, Workplace at) {
    String name = file.baseName();
    return switch (FileKind.of(file)) {
      case ZIP -> XlsxBook.open(Spool.path(file, at.directory()), name, at.directory());
      case OLE -> XlsBook.open(Spool.path(file, at.directory()), name);
      case PARQUET, OTHER -> throw Broken.workbook(name, "it is neither .xlsx nor .xls", null);
    };
  }

  private static int sheet(List<String> there, List<String> wanted, String book) {
    if (wanted.isEmpty() && !there.isEmpty()) {
      return 0;
    }
    for (String name : wanted) {
      for (int i = 0; i < there.size(); i++) {
        if (there.get(i).strip().equalsIgnoreCase(name.strip())) {
          return i;
        }
      }
    }
    return place(there, wanted)
        .orElseThrow(() ->
            Broken.noSheet(
                book, String.join("», «", wanted), Broken.shown(String.join(", ", there))));
  }

  /// From 1, where no sheet has that name.
  private static Optional<Integer> place(List<String> there, List<String> wanted) {
    boolean number = wanted.size() == 1 && wanted.getFirst().matches("[1-9][0-9]{0,3}");
    int place = number ? Integer.parseInt(wanted.getFirst()) : 0;
    return number && place <= there.size() ? Optional.of(place - 1) : Optional.empty();
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public long size() {
    return book.size(sheet);
  }

  @Override
  public FileShape shape() {
    FileShape known = shape == null ? look() : shape;
    shape = known;
    if (known.width() > Dialect.MAX_COLUMNS) {
      throw Dialect.tooWide(
          known.width(),
          "mire qué hay escrito a la derecha de los datos",
          "check what is written to the right of its data");
    }
    return known;
  }

  @Override
  public SplitResult split(FileColumns columns, PartListener listener) {
    long partBytes = at.smallPartBytes(size());
    try (CellParts parts = new CellParts(at.directory(), partBytes, columns.width(), listener)) {
      Records records = new Records(columns, parts);
      book.read(sheet, records);
      return parts.finish(size());
    }
  }

  @Override
  public List<FileFinding> findings() {
    return List.copyOf(findings);
  }

  @Override
  public void copyRejects(List<Part> parts, PrimitiveIterator.OfLong records, Path target) {
    Targets.write(
        target,
        out -> {
          try (SheetCopy copy = new SheetCopy(out, book.sheets().get(sheet), book.from1904())) {
            book.read(sheet, new Rejected(records, copy));
          }
        });
  }

  /// Also of an .xls.
  @Override
  public String rejectsEnding() {
    return ".xlsx";
  }

  @Override
  public void close() {
    book.close();
  }

  private FileShape look() {
    Look look = new Look();
    book.read(sheet, look);
    return look.shape();
  }

  private @Nullable Field[] fieldsOf(FileColumns columns) {
    @Nullable Field[] fields = new Field[columns.width()];
    for (int i = 0; i < catalog.fields().size(); i++) {
      if (columns.has(i)) {
        fields[columns.positions().get(i)] = catalog.fields().get(i);
      }
    }
    return fields;
  }

  /// The header, or how wide the first rows are. A row's last cells may be blank, so only rows that
  /// are too wide tell of another width than the contract's.
  private final class Look implements Book.Visitor {
    private final List<String> header = new ArrayList<>();
    private final Map<Integer, Integer> widths = new LinkedHashMap<>();
    private int seen;

    @Override
    public boolean row(SheetRow row, long offset) {
      if (row.number <= format.skipRows()) {
        return true;
      }
      if (format.header()) {
        for (int i = 0; i < row.count; i++) {
          header.add(row.text(i).strip());
        }
        return false;
      }
      widths.merge(Math.max(row.count, catalog.fields().size()), 1, Integer::sum);
      return ++seen < WIDTH_SAMPLE;
    }

    FileShape shape() {
      int fields = catalog.fields().size();
      if (format.header()) {
        int width = header.isEmpty() ? fields : header.size();
        return new FileShape(header, width, Optional.empty(), header.isEmpty());
      }
      int width = fields;
      for (Map.Entry<Integer, Integer> one : widths.entrySet()) {
        width = one.getValue() > widths.getOrDefault(width, 0) ? one.getKey() : width;
      }
      return new FileShape(List.of(), width, Optional.empty(), widths.isEmpty());
    }
  }

  /// Rows into parts.
  private final class Records implements Book.Visitor {
    private final CellParts parts;
    private final int width;
    private final CellSpelling[] spellings;
    private final CellSpelling plain;
    private int headerRow;

    Records(FileColumns columns, CellParts parts) {
      this.parts = parts;
      width = columns.width();
      spellings = new CellSpelling[width];
      plain = new CellSpelling(null, book.from1904());
      @Nullable Field[] fields = fieldsOf(columns);
      for (int i = 0; i < width; i++) {
        spellings[i] = new CellSpelling(fields[i], book.from1904());
      }
    }

    @Override
    public boolean row(SheetRow row, long offset) {
      if (row.number <= format.skipRows()) {
        return true;
      }
      if (format.header() && headerRow == 0) {
        headerRow = row.number;
        return true;
      }
      parts.begin(row.number, offset);
      for (int i = 0; i < width; i++) {
        spellings[i].add(row, i, parts);
      }
      for (int i = width; i < row.count; i++) {
        plain.add(row, i, parts);
      }
      FindingCode problem = parts.problem();
      if (problem == null) {
        parts.accept(offset);
      } else {
        parts.reject(problem, parts.raw());
      }
      return true;
    }

    @Override
    public void merged(String cells, int first, int last) {
      if (headerRow > 0 && first <= headerRow && last >= headerRow) {
        findings.add(
            new FileFinding(
                catalog.id(),
                name,
                FindingCode.COLUMN_COUNT,
                FindingCode.COLUMN_COUNT.severity(),
                "",
                cells,
                new Message(
                    "el encabezado tiene celdas combinadas (%s): sepárelas, con un nombre en cada columna"
                        .formatted(cells),
                    "the header has merged cells (%s): unmerge them, with a name for each column"
                        .formatted(cells))));
      }
    }
  }

  /// What stands above the records, and the rejected ones.
  private final class Rejected implements Book.Visitor {
    private final PrimitiveIterator.OfLong records;
    private final SheetCopy copy;
    private long record;
    private long wanted;
    private boolean headed = !format.header();

    Rejected(PrimitiveIterator.OfLong records, SheetCopy copy) {
      this.records = records;
      this.copy = copy;
      next();
    }

    @Override
    public boolean row(SheetRow row, long offset) {
      if (row.number <= format.skipRows()) {
        copy.at(row.number, row);
      } else if (!headed) {
        headed = true;
        copy.at(row.number, row);
      } else if (++record == wanted) {
        copy.below(row, format.skipRows());
        next();
      }
      return wanted > 0;
    }

    private void next() {
      wanted = records.hasNext() ? records.nextLong() : 0;
    }
  }
}
