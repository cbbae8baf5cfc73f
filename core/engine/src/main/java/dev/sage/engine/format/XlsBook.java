package dev.sage.engine.format;

import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.eventusermodel.AbortableHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.eventusermodel.HSSFUserException;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/// An .xls, or a workbook with a password, which has the same container.
final class XlsBook implements Book {
  private static final List<String> STREAMS = List.of("Workbook", "WORKBOOK", "BOOK");
  private static final String ENCRYPTED = "EncryptedPackage";

  /// What offsets are counted in: no sheet has more rows.
  private static final long ROWS = 1 << 16;

  private final POIFSFileSystem container;
  private final String name;
  private final long size;
  private final List<BoundSheetRecord> sheets = new ArrayList<>();
  private boolean from1904;

  private XlsBook(POIFSFileSystem container, String name, long size) {
    this.container = container;
    this.name = name;
    this.size = size;
  }

  /// @param name what messages call it
  static XlsBook open(Path file, String name) {
    try {
      POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true);
      XlsBook book = new XlsBook(container, name, file.toFile().length());
      try {
        book.list();
        return book;
      } catch (RuntimeException e) {
        container.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw damaged(name, e);
    }
  }

  @Override
  public List<String> sheets() {
    return sheets.stream().map(BoundSheetRecord::getSheetname).toList();
  }

  @Override
  public long size(int sheet) {
    return size;
  }

  @Override
  public boolean from1904() {
    return from1904;
  }

  @Override
  public void read(int sheet, Visitor visitor) {
    int place =
        sheets.stream()
            .sorted(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof))
            .toList()
            .indexOf(sheets.get(sheet));
    XlsSheet listener = new XlsSheet(name, place, row -> size * row / ROWS, visitor);
    process(listener);
    listener.finish();
  }

  @Override
  public void close() {
    try {
      container.close();
    } catch (IOException e) {
      throw damaged(name, e);
    }
  }

  private void list() {
    DirectoryNode root = container.getRoot();
    if (root.hasEntryCaseInsensitive(ENCRYPTED)) {
      throw Broken.encrypted(name);
    }
    if (STREAMS.stream().noneMatch(root::hasEntryCaseInsensitive)) {
      throw Broken.workbook(name, "it is no workbook of type .xls", null);
    }
    process(new Contents());
    if (sheets.isEmpty()) {
      throw Broken.workbook(name, "it has no sheet with cells", null);
    }
  }

  private void process(AbortableHSSFListener listener) {
    HSSFRequest request = new HSSFRequest();
    request.addListenerForAllRecords(listener);
    try {
      new HSSFEventFactory().abortableProcessWorkbookEvents(request, container);
    } catch (EncryptedDocumentException e) {
      throw Broken.encrypted(name);
    } catch (HSSFUserException | IOException | RuntimeException e) {
      throw damaged(name, e);
    }
  }

  /// Ours passes; the library's message can quote what is in a cell.
  private static SageException damaged(String name, Throwable e) {
    if (e instanceof SageException known) {
      return known;
    }
    IOException cause = new IOException(e.getClass().getSimpleName());
    cause.setStackTrace(e.getStackTrace());
    return Broken.workbook(name, "it is cut or damaged", cause);
  }

  /// The beginning of the stream, which lists the sheets.
  private final class Contents extends AbortableHSSFListener {
    @Override
    public short abortableProcessRecord(Record record) {
      if (record instanceof BoundSheetRecord sheet) {
        sheets.add(sheet);
      } else if (record instanceof DateWindow1904Record window) {
        from1904 = window.getWindowing() == 1;
      }
      return (short) (record instanceof EOFRecord ? 1 : 0);
    }
  }
}
