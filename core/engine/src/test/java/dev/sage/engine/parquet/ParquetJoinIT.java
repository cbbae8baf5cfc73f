package dev.sage.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TMemoryBuffer;

/// What is joined is what the engine would have written.
class ParquetJoinIT {
  private static final List<String> VALUES =
      List.of(
          "i",
          "'C-' || i",
          "'kind ' || (i % 7)",
          "repeat(chr(9731), (i % 3) * 4000)",
          "CAST(i % 1000 AS DECIMAL(4,1)) / 10",
          "CAST(i AS DECIMAL(12,2)) / 100",
          "CAST(i AS DECIMAL(38,9)) / 1000",
          "DATE '0001-01-01' + CAST(i AS INTEGER)",
          "TIMESTAMP '2024-02-29 23:59:59.999999' + to_microseconds(i)",
          "i % 3 = 0",
          "NULL::VARCHAR");
  private static final String SMALL_GROUPS = ", ROW_GROUP_SIZE 2048";

  @TempDir Path directory;
  private final Duck duck = new Duck();

  @AfterEach
  void close() {
    duck.close();
  }

  @Test
  void rows_and_types_are_those_of_one_copy_of_all_parts() {
    List<Path> parts = List.of(part(0, 0, 5000), part(1, 5000, 5001), part(2, 5001, 12_000));
    Path joined = join(parts, columns());

    Path copied = directory.resolve("copied.parquet");
    duck.write("SELECT %s FROM read_parquet(%s)".formatted(renamed(), list(parts)), copied, "");
    assertThat(duck.differences(joined, copied)).isZero();
    assertThat(duck.rows("DESCRIBE FROM @", joined))
        .isEqualTo(duck.rows("DESCRIBE FROM @", copied));
    assertThat(duck.number("SELECT count(*) FROM @", joined)).isEqualTo(12_000);
    assertThat(groups(joined)).containsExactly(2048L, 2048L, 904L, 1L, 2048L, 2048L, 2048L, 855L);
  }

  @Test
  void statistics_and_bloom_filters_lead_to_the_right_row_groups() {
    Path joined = join(List.of(part(0, 0, 5000), part(1, 5000, 9000)), columns());
    for (long id : new long[] {0, 2047, 2048, 4999, 5000, 8999}) {
      assertThat(duck.rows("SELECT c1 FROM @ WHERE c0 = " + id, joined)).containsOnly("C-" + id);
      assertThat(duck.rows("SELECT c0 FROM @ WHERE c1 = 'C-%d'".formatted(id), joined))
          .containsOnly("" + id);
    }
    assertThat(duck.number("SELECT count(*) FROM @ WHERE c0 = 9000", joined)).isZero();
    assertThat(duck.number("SELECT count(*) FROM @ WHERE c2 = 'kind 3'", joined))
        .isEqualTo(IntStream.range(0, 9000).filter(i -> i % 7 == 3 && i % 11 != 5).count());
    assertThat(duck.number("SELECT count(*) FROM @ WHERE c2 = 'kind 8'", joined)).isZero();
    assertThat(
            duck.rows(
                "SELECT stats_min_value, stats_max_value FROM parquet_metadata(@) WHERE path_in_schema = 'c0'",
                joined))
        .containsExactly("0|2047", "2048|4095", "4096|4999", "5000|7047", "7048|8999");
    assertThat(probe(joined, "kind 3")).containsOnly("false");
    assertThat(probe(joined, "kind 8")).containsOnly("true");
  }

  @Test
  void names_are_any_text() {
    Path source = part(0, 0, 10);
    List<String> names = List.of("a \"b\"", "año.mes", "'", "日本", " ", "x\ny");
    List<JoinedColumn> columns =
        IntStream.range(0, names.size())
            .mapToObj(i -> new JoinedColumn("v" + i, names.get(i)))
            .toList();
    Path joined = join(List.of(source), columns);
    assertThat(duck.rows("SELECT column_name FROM (DESCRIBE FROM @)", joined)).isEqualTo(names);
    assertThat(duck.rows("SELECT \"año.mes\" FROM @ WHERE \"a \"\"b\"\"\" = 7", joined))
        .containsExactly("C-7");
  }

  @Test
  void columns_come_in_the_order_that_is_asked_for_and_others_stay_behind() {
    Path joined =
        join(
            List.of(part(0, 0, 3), part(1, 3, 5)),
            List.of(new JoinedColumn("v9", "last"), new JoinedColumn("v0", "first")));
    assertThat(duck.rows("SELECT * FROM @", joined))
        .containsExactly("true|0", "false|1", "false|2", "true|3", "false|4");
    assertThat(Files.exists(joined)).isTrue();
  }

  @Test
  void a_file_with_other_types_or_columns_is_refused_and_nothing_of_it_is_taken()
      throws IOException {
    Path wider = directory.resolve("wider.parquet");
    duck.write("SELECT " + hidden("CAST(1 AS HUGEINT)") + " AS v0", wider, "");
    Path required = directory.resolve("required.parquet");
    duck.write("SELECT CAST(1 AS BIGINT) AS v0", required, "");
    Path other = directory.resolve("other.parquet");
    duck.write("SELECT 1 AS w", other, "");
    Path target = directory.resolve("joined.parquet");
    try (ParquetJoin join = ParquetJoin.create(target, List.of(new JoinedColumn("v0", "id")))) {
      assertThat(join.append(other)).isFalse();
      assertThat(join.append(part(0, 0, 3))).isTrue();
      long size = Files.size(target);
      assertThat(join.append(wider)).isFalse();
      assertThat(join.append(required)).isFalse();
      assertThat(join.append(other)).isFalse();
      assertThat(Files.size(target)).isEqualTo(size);
      assertThat(join.append(part(1, 3, 5))).isTrue();
      join.finish();
    }
    assertThat(duck.rows("SELECT id FROM @", target)).containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void files_without_rows_give_types_and_no_row_group() {
    Path empty = part(0, 0, 0);
    Path joined = join(List.of(empty, empty), columns());
    assertThat(duck.number("SELECT count(*) FROM @", joined)).isZero();
    assertThat(duck.rows("SELECT column_type FROM (DESCRIBE FROM @)", joined))
        .startsWith("BIGINT", "VARCHAR");
    assertThat(groups(join(List.of(empty, part(1, 0, 5), empty), columns()))).containsExactly(5L);
  }

  @Test
  void the_footer_says_of_every_chunk_where_its_pages_are() throws Exception {
    Path joined = join(List.of(part(0, 0, 5000), part(1, 5000, 9000)), columns());
    byte[] bytes = Files.readAllBytes(joined);
    try (FileChannel channel = FileChannel.open(joined)) {
      FileMetaData footer = Footers.read(channel);
      assertThat(footer.getCreated_by()).startsWith("DuckDB");
      assertThat(footer.isSetKey_value_metadata()).isFalse();
      assertThat(footer.getColumn_orders()).hasSize(VALUES.size());
      for (RowGroup group : Objects.requireNonNull(footer.getRow_groups())) {
        assertThat(values(group, bytes)).containsOnly(group.getNum_rows());
      }
    }
  }

  @Test
  void a_file_that_is_damaged_or_gone_is_a_storage_error() throws IOException {
    Path whole = part(0, 0, 3000);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 20));
    Path tail = Files.write(directory.resolve("tail"), tail(bytes));
    Path tiny = Files.writeString(directory.resolve("tiny"), "PAR1");
    for (Path bad : List.of(cut, tail, tiny, directory.resolve("gone"))) {
      assertThatThrownBy(() -> join(List.of(bad), columns()))
          .isInstanceOf(SageException.class)
          .hasMessageContaining(bad.toString())
          .extracting(e -> ((SageException) e).code())
          .isEqualTo(ErrorCode.STORAGE);
    }
  }

  @Test
  void a_full_disk_is_called_so() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    assertThatThrownBy(() -> ParquetJoin.create(full, columns()))
        .isInstanceOf(SageException.class)
        .extracting(e -> ((SageException) e).code())
        .isEqualTo(ErrorCode.DISK_FULL);
  }

  /// The footer alone: it points to bytes that are not there.
  private static byte[] tail(byte[] file) {
    byte[] tail = Arrays.copyOfRange(file, file.length - 3000, file.length);
    System.arraycopy(file, 0, tail, 0, 4);
    return tail;
  }

  /// Number of values of each chunk, counted by the headers of its pages.
  private static List<Long> values(RowGroup group, byte[] file) throws TException {
    List<Long> counts = new ArrayList<>();
    for (var chunk : Objects.requireNonNull(group.getColumns())) {
      counts.add(values(Objects.requireNonNull(chunk.getMeta_data()), file));
    }
    return counts;
  }

  private static long values(ColumnMetaData column, byte[] file) throws TException {
    long dictionary = column.getDictionary_page_offset();
    long start = column.isSetDictionary_page_offset() ? dictionary : column.getData_page_offset();
    long at = start;
    long values = 0;
    boolean first = column.isSetDictionary_page_offset();
    while (at < start + column.getTotal_compressed_size()) {
      byte[] rest = Arrays.copyOfRange(file, (int) at, file.length);
      TMemoryBuffer buffer = new TMemoryBuffer(rest.length);
      buffer.write(rest);
      PageHeader page = new PageHeader();
      page.read(new TCompactProtocol(buffer));
      assertThat(page.isSetDictionary_page_header()).isEqualTo(first);
      values += first ? 0 : Objects.requireNonNull(page.getData_page_header()).getNum_values();
      first = false;
      at += headerSize(page) + page.getCompressed_page_size();
      if (values == 0) {
        assertThat(at).isEqualTo(column.getData_page_offset());
      }
    }
    assertThat(at).isEqualTo(start + column.getTotal_compressed_size());
    return values;
  }

  private static int headerSize(PageHeader page) throws TException {
    TMemoryBuffer buffer = new TMemoryBuffer(64);
    page.write(new TCompactProtocol(buffer));
    return buffer.length();
  }

  private List<String> probe(Path file, String value) {
    return duck.rows(
        "SELECT bloom_filter_excludes FROM parquet_bloom_probe(@, 'c2', '%s')".formatted(value),
        file);
  }

  private List<Long> groups(Path file) {
    return duck
        .rows("SELECT num_values FROM parquet_metadata(@) WHERE column_id = 0", file)
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  /// A part like a staged one: other columns around those that are wanted.
  private Path part(int number, int from, int to) {
    StringBuilder select = new StringBuilder("SELECT " + number + " AS p");
    for (int i = 0; i < VALUES.size(); i++) {
      select
          .append(", ")
          .append(
              hidden(
                  i > 1 ? "CASE WHEN i % 11 <> 5 THEN " + VALUES.get(i) + " END" : VALUES.get(i)))
          .append(" AS v")
          .append(i);
    }
    select.append(", i AS m0 FROM range(%d, %d) AS t(i)".formatted(from, to));
    Path file = directory.resolve("part-%05d.parquet".formatted(number));
    duck.write(select.toString(), file, SMALL_GROUPS);
    return file;
  }

  /// The value, of which the engine cannot know that it is never null.
  private static String hidden(String value) {
    return "CASE WHEN CAST(random() AS VARCHAR) <> '' THEN " + value + " END";
  }

  private Path join(List<Path> parts, List<JoinedColumn> columns) {
    Path target = directory.resolve("joined.parquet");
    try (ParquetJoin join = ParquetJoin.create(target, columns)) {
      parts.forEach(part -> assertThat(join.append(part)).isTrue());
      join.finish();
    }
    return target;
  }

  private static List<JoinedColumn> columns() {
    return IntStream.range(0, VALUES.size())
        .mapToObj(i -> new JoinedColumn("v" + i, "c" + i))
        .toList();
  }

  private static String renamed() {
    return String.join(", ", columns().stream().map(c -> c.source() + " AS " + c.name()).toList());
  }

  private static String list(List<Path> parts) {
    return "['" + String.join("', '", parts.stream().map(Path::toString).toList()) + "']";
  }
}
