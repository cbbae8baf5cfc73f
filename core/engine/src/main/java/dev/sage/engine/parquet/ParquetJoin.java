package dev.sage.engine.parquet;

import dev.sage.engine.disk.DiskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/// A Parquet file that is made of the row groups of others, in the order in which they come.
///
/// Of every source the same columns are taken; what else it has stays behind. Bloom filters and
/// statistics come along. There is no file to read before [#finish] has returned.
public final class ParquetJoin implements AutoCloseable {
  private final Path target;
  private final List<JoinedColumn> columns;
  private final FileChannel channel;
  private final List<byte[]> groups = new ArrayList<>();
  private @Nullable Layout layout;
  private FileMetaData said = new FileMetaData();
  private long rows;

  private ParquetJoin(Path target, List<JoinedColumn> columns, FileChannel channel) {
    this.target = target;
    this.columns = List.copyOf(columns);
    this.channel = channel;
  }

  /// Begins a file; one that is there is replaced.
  public static ParquetJoin create(Path target, List<JoinedColumn> columns) {
    try {
      FileChannel channel =
          FileChannel.open(
              target,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      ParquetJoin join = new ParquetJoin(target, columns, channel);
      join.write(Footers.magic());
      return join;
    } catch (IOException e) {
      throw DiskFailure.of(target + " cannot be written", e);
    }
  }

  /// Takes all rows of a file.
  ///
  /// @return false if it lacks a column, or has one of another type than the files before; then
  ///   nothing was taken
  public boolean append(Path file) {
    try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
      FileMetaData footer = Footers.read(source);
      Optional<int[]> places = Layout.places(footer, columns);
      if (places.isEmpty() || !fits(footer, places.get())) {
        return false;
      }
      copy(source, footer, places.get());
      return true;
    } catch (IOException e) {
      throw DiskFailure.of(file + " cannot be joined to " + target, e);
    }
  }

  private boolean fits(FileMetaData footer, int[] places) throws IOException {
    Layout here = Layout.of(footer, columns, places);
    if (layout == null) {
      layout = here;
      said = footer;
    }
    return here.equals(layout);
  }

  private void copy(FileChannel source, FileMetaData footer, int[] places) throws IOException {
    RowGroupCopier copier = new RowGroupCopier(source, channel, columns);
    for (RowGroup group : Footers.said(footer.getRow_groups())) {
      if (group.getNum_rows() > 0) {
        groups.add(Footers.encoded(copier.copy(group, places, groups.size())));
        rows += group.getNum_rows();
      }
    }
  }

  /// Writes the footer: now it is a file.
  ///
  /// @throws IllegalStateException if no file was appended; its columns would have no types
  public void finish() {
    if (layout == null) {
      throw new IllegalStateException("Nothing was joined.");
    }
    try {
      write(Footers.tail(footer(layout)));
    } catch (IOException | UncheckedIOException e) {
      throw DiskFailure.of(target + " cannot be written", e);
    }
  }

  /// Who made the pages is said by the first file; readers go by that.
  private FileMetaData footer(Layout columnsSaid) {
    FileMetaData footer =
        new FileMetaData(said.getVersion(), columnsSaid.schema(), rows, new Decoded(groups));
    if (said.isSetCreated_by()) {
      footer.setCreated_by(said.getCreated_by());
    }
    return columnsSaid.orders().isEmpty() ? footer : footer.setColumn_orders(columnsSaid.orders());
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw DiskFailure.of(target + " cannot be closed", e);
    }
  }

  /// Row groups, each made only when it is asked for: as objects they take ten times the memory,
  /// and a large file has hundreds of thousands of column chunks.
  private static final class Decoded extends AbstractList<RowGroup> {
    private final List<byte[]> encoded;

    Decoded(List<byte[]> encoded) {
      this.encoded = encoded;
    }

    @Override
    public RowGroup get(int index) {
      try {
        return Footers.rowGroup(encoded.get(index));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int size() {
      return encoded.size();
    }
  }
}
