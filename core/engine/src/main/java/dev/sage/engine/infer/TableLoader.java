package dev.sage.engine.infer;

import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.format.RecordFile;
import dev.sage.engine.split.Fault;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.PartReader;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.FileColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

/// Puts the records of an opened file into a table, part by part, as far as the sample goes.
final class TableLoader implements PartListener {
  private final Session session;
  private final String table;
  private final List<String> columns;
  private final long most;
  private long rows;
  private long faults;
  private boolean full;
  private long firstLine;
  private long secondLine;

  private TableLoader(Session session, String table, int width, long most) {
    this.session = session;
    this.table = table;
    this.most = most;
    columns = IntStream.range(0, width).mapToObj(TextTable::column).toList();
  }

  /// @param most rows of the table
  static TextTable load(RecordFile file, Workbench bench, long most) {
    int width = file.shape().width();
    String table = bench.newTable();
    TableLoader loader = new TableLoader(bench.session(), table, width, most);
    bench
        .session()
        .execute(
            "CREATE TEMP TABLE %s (%s)".formatted(table, TextTable.columns(width, "c%d VARCHAR")));
    file.split(new FileColumns(width, IntStream.range(0, width).boxed().toList()), loader);
    return new TextTable(
        table, width, loader.rows, loader.faults, loader.full, loader.firstLine, loader.secondLine);
  }

  /// Goes through the file and keeps nothing of it.
  static void skim(RecordFile file) {
    file.split(new FileColumns(0, List.of()), new Skimming());
  }

  @Override
  public boolean isStaged(int number, long sourceOffset, long firstRecord, long first) {
    return rows >= most;
  }

  @Override
  public void part(Part part) {
    long taken = Math.min(part.records(), most - rows);
    full |= taken < part.records();
    if (taken > 0) {
      if (rows == 0) {
        firstLine = part.lines().lineOf(0);
        secondLine = part.records() > 1 ? part.lines().lineOf(1) : 0;
      }
      insert(part, taken);
      rows += taken;
    }
  }

  @Override
  public void fault(Fault fault) {
    faults += rows < most ? 1 : 0;
  }

  private void insert(Part part, long taken) {
    session.execute(
        "INSERT INTO %s SELECT * FROM %s LIMIT %d"
            .formatted(table, PartReader.scan(part, columns), taken));
    try {
      Files.deleteIfExists(part.file());
    } catch (IOException e) {
      throw DiskFailure.of("The part " + part.file() + " cannot be deleted", e);
    }
  }

  private static final class Skimming implements PartListener {
    @Override
    public boolean isStaged(int number, long sourceOffset, long firstRecord, long first) {
      return true;
    }

    @Override
    public void part(Part part) {}

    @Override
    public void fault(Fault fault) {}
  }
}
