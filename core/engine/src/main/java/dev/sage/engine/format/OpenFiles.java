package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.CsvFormat;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.contract.NdjsonFormat;
import dev.sage.contract.ParquetFormat;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Inflated;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Opens data files of every format, and closes them all together: a file is looked at once more
/// when its rejected records are written.
public final class OpenFiles implements AutoCloseable {
  private final List<RecordFile> open = new ArrayList<>();

  /// @param sheets names of the sheet that is the catalog's, if it is one of several in a workbook;
  ///   the first that is there
  /// @param progress told the bytes of each piece that was read
  /// @throws dev.sage.spi.SageException for what cannot be read at all
  public RecordFile open(
      Catalog catalog,
      DataFile delivered,
      List<String> sheets,
      Workplace at,
      LongConsumer progress) {
    DataFile file = Inflated.of(delivered, catalog.format().compression());
    RecordFile opened =
        switch (catalog.format()) {
          case CsvFormat csv -> CsvFile.open(catalog, csv, file, at, progress);
          case ExcelFormat excel -> ExcelFile.open(catalog, excel, file, sheets, at, progress);
          case JsonFormat json -> JsonFile.open(catalog, json, file, at, progress);
          case NdjsonFormat lines -> JsonFile.open(catalog, lines, file, at, progress);
          case ParquetFormat _ -> ParquetFile.open(catalog, file, at, progress);
        };
    open.add(opened);
    return opened;
  }

  @Override
  public void close() {
    open.forEach(RecordFile::close);
    open.clear();
  }
}
