package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.FileKind;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.delivery.SpooledText;
import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.Dialect;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.split.Splitter;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Rows;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.FileColumns;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;

/// A Parquet file, read by an engine that can reach nothing else. It becomes one text with commas,
/// which is then split like any other; the line of a record is its number.
final class ParquetFile implements RecordFile {
  /// About what the text takes where the file takes 1.
  private static final int SPELLED = 3;

  private final Catalog catalog;
  private final String name;
  private final String sha256;
  private final Workplace at;
  private final Path path;
  private final List<Column> columns;

  /// A column of the file.
  ///
  /// @param type as the engine names it
  private record Column(String name, String type) {}

  private ParquetFile(Catalog catalog, DataFile file, String sha256, Workplace at, Path path) {
    this.catalog = catalog;
    this.name = file.baseName();
    this.sha256 = sha256;
    this.at = at;
    this.path = path;
    this.columns = columns();
    // No statement can name such a column, and no tool writes one.
    if (columns.stream().anyMatch(column -> column.name().indexOf('\0') >= 0)) {
      throw Broken.parquet(name, null);
    }
  }

  /// An engine for one thing to be done: of many files, none is left open.
  private Engine engine() {
    Database database =
        Database.open(
            at.directory(), List.of(path), at.directory().resolve("spill"), at.memoryBytes(), 1);
    return new Engine(database, database.session());
  }

  private record Engine(Database database, Session session) implements AutoCloseable {
    @Override
    public void close() {
      session.close();
      database.close();
    }
  }

  static ParquetFile open(Catalog catalog, DataFile file, Workplace at, LongConsumer progress) {
    if (FileKind.of(file) != FileKind.PARQUET) {
      throw Broken.parquet(file.baseName(), null);
    }
    String sha256 = Prescan.hash(file, progress);
    return new ParquetFile(catalog, file, sha256, at, readable(file, at.directory()));
  }

  /// A name with a wildcard in it would be one to the engine.
  private static Path readable(DataFile file, Path directory) {
    Optional<Path> plain =
        file.plainPath().map(ParquetFile::real).filter(path -> !hasWildcard(path.toString()));
    return plain.orElseGet(() -> real(Spool.copy(file, directory)));
  }

  private static boolean hasWildcard(String path) {
    return path.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.INPUT_NOT_READABLE, "The file " + path + " cannot be read.", e);
    }
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public long size() {
    try {
      return Files.size(path) * SPELLED;
    } catch (IOException e) {
      throw storage("Reading", e);
    }
  }

  @Override
  public FileShape shape() {
    if (columns.size() > Dialect.MAX_COLUMNS) {
      throw Dialect.tooWide(
          columns.size(), "quite las que sobren", "leave out those that are too many");
    }
    List<String> names = columns.stream().map(Column::name).toList();
    return new FileShape(names, names.size(), Optional.empty(), false);
  }

  @Override
  public SplitResult split(FileColumns mapping, PartListener listener) {
    Path text = at.directory().resolve("parquet.csv");
    try (Engine engine = engine()) {
      read(
          engine,
          "COPY (SELECT %s FROM %s) TO %s (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', FORCE_QUOTE (c0))"
              .formatted(String.join(", ", texts(mapping)), scan(), Sql.literal(text.toString())));
    }
    SpooledText file = new SpooledText(text);
    Dialect commas =
        new Dialect(new byte[] {','}, '"', Dialect.NONE, false, Dialect.DEFAULT_MAX_RECORD);
    Prescan prescan = Prescan.of(file, Optional.of("UTF-8"), bytes -> {});
    long partBytes = at.partBytes().applyAsLong(prescan.bytes());
    SplitResult result =
        new Splitter(file, prescan, commas, columns.size(), at.directory(), partBytes)
            .split(new Unlined(listener));
    delete(text);
    return result;
  }

  @Override
  public List<FileFinding> findings() {
    return List.of();
  }

  @Override
  public void copyRejects(List<Part> parts, PrimitiveIterator.OfLong records, Path target) {
    Path copy = at.directory().resolve("rejects.parquet");
    try (Engine engine = engine()) {
      copy(engine, records, copy);
    }
    try {
      Files.move(copy, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw storage("Writing the rejected records of", e);
    }
  }

  private void copy(Engine engine, PrimitiveIterator.OfLong records, Path copy) {
    engine.session().execute("CREATE TABLE wanted (record BIGINT)");
    try (Rows rows = engine.session().append("wanted")) {
      while (records.hasNext()) {
        rows.begin().add(records.nextLong()).end();
      }
    }
    read(
        engine,
        """
        COPY (SELECT * EXCLUDE (%1$s)
          FROM (SELECT *, row_number() OVER () AS %1$s FROM %2$s)
          WHERE %1$s IN (SELECT record FROM wanted) ORDER BY %1$s)
        TO %3$s (FORMAT parquet)\
        """
            .formatted(Sql.identifier(unused()), scan(), Sql.literal(copy.toString())));
  }

  /// A name that no column of the file has.
  private String unused() {
    String name = "sage_record";
    while (has(name)) {
      name += "_";
    }
    return name;
  }

  private boolean has(String name) {
    return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
  }

  @Override
  public String rejectsEnding() {
    return ".parquet";
  }

  @Override
  public void close() {}

  private List<Column> columns() {
    try (Engine engine = engine()) {
      return engine
          .session()
          .query(
              "DESCRIBE SELECT * FROM " + scan(),
              row -> new Column(row.getString(1), row.getString(2)));
    } catch (SageException e) {
      throw damaged(e);
    }
  }

  private void read(Engine engine, String sql) {
    try {
      engine.session().execute(sql);
    } catch (SageException e) {
      throw damaged(e);
    }
  }

  /// The engine fails for want of memory and disk too; what else it fails for is the file.
  private SageException damaged(SageException e) {
    return e.code() == ErrorCode.INTERNAL ? Broken.parquet(name, e.getCause()) : e;
  }

  private String scan() {
    return "read_parquet(" + Sql.literal(path.toString()) + ", hive_partitioning = false)";
  }

  /// The first is never null, so that no line is blank.
  private List<String> texts(FileColumns mapping) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int field = mapping.positions().indexOf(i);
      Field known = field < 0 ? null : catalog.fields().get(field);
      Column column = columns.get(i);
      String text = ColumnText.of(Sql.identifier(column.name()), column.type(), known);
      texts.add((i == 0 ? "coalesce(" + text + ", '')" : text) + " AS c" + i);
    }
    return texts;
  }

  private void delete(Path text) {
    try {
      Files.delete(text);
    } catch (IOException e) {
      throw storage("Tidying up after", e);
    }
  }

  private SageException storage(String what, IOException e) {
    return DiskFailure.of(what + " " + Broken.shown(name) + " failed", e);
  }
}
