package dev.sage.engine.stage;

import dev.sage.contract.Catalog;
import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.rule.PatternTest;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartReader;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.StageStatement.Look;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import dev.sage.spi.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Stages the parts of one catalog's file. Used by several threads, each with its own session.
public final class Stager {
  private final StageStatement statement;
  private final List<Check> checks;
  private final int fields;
  private final Path directory;
  private final Set<Integer> thorough = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean quoting = new AtomicBoolean();

  /// @param quotedLater fields whose raw text the finish step may have to quote
  public Stager(
      Catalog catalog,
      FileColumns columns,
      CatalogChecks checks,
      Set<Integer> quotedLater,
      Path directory) {
    this.statement = new StageStatement(catalog, columns, checks.staged(columns), quotedLater);
    this.checks = checks.checks();
    this.fields = catalog.fields().size();
    this.directory = directory;
  }

  /// Makes the functions known that checks and casts call; once for a database.
  public static void register(Session session) {
    session.register(DecimalCast.EXACT_FUNCTION, ExactDecimal::read);
    PatternTest.register(session);
  }

  /// Says what staging does with the text of a part: two that differ make other staged parts.
  public String fingerprint() {
    Set<Integer> all = IntStream.range(0, fields).boxed().collect(Collectors.toSet());
    return statement.sql("", 0, Path.of(""), new Look(all, true))
        + statement.sql("", 0, Path.of(""), new Look(Set.of(), false));
  }

  /// Writes the Parquet part, whole or not at all, and deletes the text part.
  ///
  /// At first only the plain spelling of values is looked for, which most files keep to. Where
  /// cells are left over, the part is staged again with a thorough look at their fields, and so are
  /// the parts that follow.
  public StagedPart stage(Part part, Session session) {
    Path target = directory.resolve(StagedPart.fileName(part.number()));
    Path unfinished = directory.resolve(StagedPart.fileName(part.number()) + ".tmp");
    String scan = PartReader.scan(part, statement.rawColumns());
    while (true) {
      Look look = new Look(thorough, quoting.get());
      session.execute(statement.sql(scan, part.number(), unfinished, look));
      StagedPart staged = counted(part, unfinished, target, look, session);
      if (!needsCloserLook(staged, look)) {
        replace(part.file(), unfinished, target);
        return staged;
      }
    }
  }

  /// Whether there are cells that only a thorough look can judge, or findings with nothing to
  /// quote; the parts that follow get that look at once.
  private boolean needsCloserLook(StagedPart staged, Look look) {
    List<Integer> doubtful =
        checks.stream()
            .filter(check -> check.code() == FindingCode.TYPE)
            .filter(check -> staged.failures().get(check.id()) > 0)
            .map(check -> check.fields().getFirst())
            .filter(field -> !look.thorough().contains(field))
            .toList();
    thorough.addAll(doubtful);
    boolean unquoted = staged.hasFailures() && !look.quoting();
    if (unquoted && doubtful.isEmpty()) {
      quoting.set(true);
    }
    return unquoted || !doubtful.isEmpty();
  }

  private static void replace(Path source, Path unfinished, Path target) {
    try {
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(source);
    } catch (IOException e) {
      throw DiskFailure.of("The staged part " + target + " cannot be written", e);
    }
  }

  private StagedPart counted(Part part, Path file, Path target, Look look, Session session) {
    String parquet = "read_parquet(" + Sql.literal(file.toString()) + ")";
    long rows = session.number("SELECT count(*) FROM " + parquet);
    if (rows != part.records()) {
      throw new SageException(
          ErrorCode.CONSERVATION,
          "Part %d has %d records, but %d rows were staged."
              .formatted(part.number(), part.records(), rows));
    }
    List<MaskCount> masks = session.query(histogram(parquet), this::maskCount);
    long rejected =
        masks.stream().filter(m -> m.failsAny(errors())).mapToLong(MaskCount::rows).sum();
    return new StagedPart(
        part.number(), target, rows, rejected, failures(masks), statement.rawFields(look));
  }

  private String histogram(String parquet) {
    String masks =
        IntStream.range(0, statement.maskCount())
            .mapToObj(m -> "m" + m)
            .collect(Collectors.joining(", "));
    String any =
        IntStream.range(0, statement.maskCount())
            .mapToObj(m -> "m" + m + " <> 0")
            .collect(Collectors.joining(" OR "));
    return "SELECT count(*), %s FROM %s WHERE %s GROUP BY ALL".formatted(masks, parquet, any);
  }

  private MaskCount maskCount(ResultSet row) throws SQLException {
    List<Long> masks = new ArrayList<>();
    for (int m = 0; m < statement.maskCount(); m++) {
      masks.add(row.getLong(m + 2));
    }
    return new MaskCount(row.getLong(1), masks);
  }

  private List<Check> errors() {
    return checks.stream().filter(check -> check.severity() == Severity.ERROR).toList();
  }

  private List<Long> failures(List<MaskCount> masks) {
    Stream<Long> counts =
        checks.stream()
            .map(check ->
                masks.stream().filter(m -> m.fails(check)).mapToLong(MaskCount::rows).sum());
    return counts.toList();
  }

  /// How many rows failed exactly this combination of checks.
  private record MaskCount(long rows, List<Long> masks) {
    boolean fails(Check check) {
      return (masks.get(check.mask()) & check.bit()) != 0;
    }

    boolean failsAny(List<Check> checks) {
      return checks.stream().anyMatch(this::fails);
    }
  }
}
