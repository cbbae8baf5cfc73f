package dev.sage.engine.parquet;

import static dev.sage.engine.parquet.Footers.said;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/// Moves the pages of row groups from one file to the end of another, and says where they are
/// there. Pages that lie side by side are moved in one go.
final class RowGroupCopier {
  private final FileChannel source;
  private final FileChannel target;
  private final List<JoinedColumn> columns;

  /// The bytes of the source that are to be moved next.
  private long from;

  private long pending;

  RowGroupCopier(FileChannel source, FileChannel target, List<JoinedColumn> columns) {
    this.source = source;
    this.target = target;
    this.columns = columns;
  }

  /// @param places of the columns in the source's row group
  /// @param ordinal of the row group in the target
  RowGroup copy(RowGroup group, int[] places, int ordinal) throws IOException {
    long start = position();
    List<ColumnChunk> theirs = said(group.getColumns());
    List<ColumnMetaData> moved = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      ColumnMetaData column = said(theirs.get(places[i]).getMeta_data());
      column.setPath_in_schema(List.of(columns.get(i).name()));
      copyPages(column);
      moved.add(column);
    }
    for (ColumnMetaData column : moved) {
      copyBloomFilter(column);
    }
    move();
    return rowGroup(moved, group.getNum_rows(), start, ordinal);
  }

  private void copyPages(ColumnMetaData column) throws IOException {
    long start = start(column);
    long shift = position() - start;
    take(start, column.getTotal_compressed_size());
    column.setData_page_offset(column.getData_page_offset() + shift);
    if (column.isSetDictionary_page_offset()) {
      column.setDictionary_page_offset(column.getDictionary_page_offset() + shift);
    }
    column.unsetIndex_page_offset();
  }

  private static long start(ColumnMetaData column) {
    return column.isSetDictionary_page_offset()
        ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
        : column.getData_page_offset();
  }

  private void copyBloomFilter(ColumnMetaData column) throws IOException {
    if (column.isSetBloom_filter_offset() && column.isSetBloom_filter_length()) {
      long start = position();
      take(column.getBloom_filter_offset(), column.getBloom_filter_length());
      column.setBloom_filter_offset(start);
    } else {
      column.unsetBloom_filter_offset();
      column.unsetBloom_filter_length();
    }
  }

  /// Where the next bytes come to stand.
  private long position() throws IOException {
    return target.position() + pending;
  }

  private void take(long start, long bytes) throws IOException {
    if (start < 0 || bytes < 0 || start > source.size() - bytes) {
      throw new IOException("a Parquet footer points out of its file");
    }
    if (start != from + pending) {
      move();
      from = start;
    }
    pending += bytes;
  }

  private void move() throws IOException {
    while (pending > 0) {
      long moved = source.transferTo(from, pending, target);
      if (moved <= 0) {
        throw new EOFException("the file became shorter");
      }
      from += moved;
      pending -= moved;
    }
  }

  /// Built anew, without the page indexes and the sort order, which point to what is not here.
  private static RowGroup rowGroup(List<ColumnMetaData> columns, long rows, long start, int at) {
    List<ColumnChunk> chunks =
        columns.stream().map(c -> new ColumnChunk(0).setMeta_data(c)).toList();
    long size = columns.stream().mapToLong(ColumnMetaData::getTotal_uncompressed_size).sum();
    long compressed = columns.stream().mapToLong(ColumnMetaData::getTotal_compressed_size).sum();
    RowGroup group =
        new RowGroup(chunks, size, rows).setFile_offset(start).setTotal_compressed_size(compressed);
    return at <= Short.MAX_VALUE ? group.setOrdinal((short) at) : group;
  }
}
