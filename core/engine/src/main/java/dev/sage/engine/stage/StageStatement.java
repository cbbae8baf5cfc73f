package dev.sage.engine.stage;

import dev.sage.contract.Catalog;
import dev.sage.contract.Reading;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.sql.SqlTypes;
import dev.sage.spi.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The one statement that stages a part. Its layers are described at the package.
final class StageStatement {
  private final Catalog catalog;
  private final FileColumns columns;
  private final List<StagedCheck> checks;
  private final Set<Integer> quotedLater;

  /// @param quotedLater fields whose raw text a later step may have to quote
  StageStatement(
      Catalog catalog, FileColumns columns, List<StagedCheck> checks, Set<Integer> quotedLater) {
    this.catalog = catalog;
    this.columns = columns;
    this.checks = checks;
    this.quotedLater = Set.copyOf(quotedLater);
  }

  /// @param scan SQL of a relation with the part's columns `c0..`, all text
  String sql(String scan, int part, Path target, Look look) {
    String rows = masks(values(quick(nulls(scan)), look.thorough()), look.thorough());
    return "COPY (%s) TO %s (FORMAT parquet, COMPRESSION lz4_raw)"
        .formatted(output(rows, part, look), Sql.literal(target.toString()));
  }

  /// How closely a part is looked at. The first look is a cheap one.
  ///
  /// @param thorough fields whose odd spellings are looked at; elsewhere they count as type errors
  /// @param quoting the raw texts that findings quote are kept
  record Look(Set<Integer> thorough, boolean quoting) {
    Look {
      thorough = Set.copyOf(thorough);
    }
  }

  /// Names of the raw columns, in the file's order.
  List<String> rawColumns() {
    return IntStream.range(0, columns.width()).mapToObj(i -> "c" + i).toList();
  }

  private String nulls(String scan) {
    return select(present().map(i -> nulled(i) + " AS n" + i), "c", scan);
  }

  private String nulled(int index) {
    return ValueSql.nulled(type(index), columns.raw(index), reading(index));
  }

  private String quick(String below) {
    return select(
        present().map(i -> Casts.quick(type(i), "n" + i, reading(i)) + " AS x" + i), "*", below);
  }

  private String values(String below, Set<Integer> thorough) {
    return select(all().map(i -> columns.has(i) ? value(i, thorough) : absent(i)), "*", below);
  }

  private String value(int i, Set<Integer> thorough) {
    String text = "n" + i;
    String quick = "x" + i;
    String value =
        thorough.contains(i)
            ? Casts.value(type(i), text, quick, reading(i))
            : Casts.plainValue(type(i), text, quick, reading(i));
    return filled(i, value, thorough.contains(i)) + " AS v" + i;
  }

  /// A null becomes what the contract says, and is no null from here on; a type error stays one.
  private String filled(int i, String value, boolean thorough) {
    return reading(i)
        .instead()
        .map(text -> filled(i, value, Casts.constant(type(i), text, reading(i)), thorough))
        .orElse(value);
  }

  private String filled(int i, String value, String instead, boolean thorough) {
    if (type(i) instanceof ValueType.Text) {
      return "coalesce(%s, %s)".formatted(value, instead);
    }
    String blank = thorough ? " OR " + Casts.stripped("n" + i) + " = ''" : "";
    return "CASE WHEN n%d IS NULL%s THEN %s ELSE %s END".formatted(i, blank, instead, value);
  }

  private String absent(int i) {
    return "CAST(NULL AS %s) AS v%d".formatted(SqlTypes.of(type(i)), i);
  }

  /// One pass finds out whether anything failed; only rows where something did say what.
  private String masks(String below, Set<Integer> thorough) {
    String errors = select(all().map(i -> typeError(i, thorough) + " AS e" + i), "*", below);
    if (checks.isEmpty()) {
      return select(Stream.of("CAST(0 AS BIGINT) AS m0"), "*", errors);
    }
    return select(
        IntStream.range(0, maskCount()).mapToObj(mask -> mask(mask) + " AS m" + mask), "*", errors);
  }

  private String typeError(int i, Set<Integer> thorough) {
    if (type(i) instanceof ValueType.Text || !columns.has(i)) {
      return "false";
    }
    if (!thorough.contains(i)) {
      return "(v%1$d IS NULL AND n%1$d IS NOT NULL)".formatted(i);
    }
    return "CASE WHEN v%1$d IS NOT NULL OR n%1$d IS NULL THEN false ELSE %2$s <> '' END"
        .formatted(i, Casts.stripped("n" + i));
  }

  private String mask(int mask) {
    List<StagedCheck> here = checks.stream().filter(c -> c.check().mask() == mask).toList();
    String any = here.stream().map(StagedCheck::failing).collect(Collectors.joining(" OR "));
    String bits =
        here.stream()
            .map(c -> "CASE WHEN %s THEN %d ELSE 0 END".formatted(c.failing(), c.check().bit()))
            .collect(Collectors.joining(" | "));
    return "CASE WHEN %s THEN CAST(%s AS BIGINT) ELSE CAST(0 AS BIGINT) END".formatted(any, bits);
  }

  int maskCount() {
    return Math.max(1, (checks.size() + Check.BITS - 1) / Check.BITS);
  }

  private String output(String below, int part, Look look) {
    List<String> out = new ArrayList<>();
    out.add("CAST(" + part + " AS INTEGER) AS p");
    all().forEach(i -> out.add("v" + i));
    IntStream.range(0, maskCount()).forEach(mask -> out.add("m" + mask));
    present().filter(i -> keepsRaw(i, look)).forEach(i -> out.add(raw(i)));
    return "SELECT " + String.join(", ", out) + " FROM (" + below + ")";
  }

  /// Whether the raw text of a field is kept beside its value, where it must be quoted. A value of
  /// plain spelling is its own raw text.
  boolean keepsRaw(int i, Look look) {
    if (!columns.has(i) || isVerbatim(i)) {
      return false;
    }
    boolean plain = !look.thorough().contains(i) && Casts.plainIsPrinted(type(i), reading(i));
    return (look.quoting() && !quoting(i).isEmpty()) || (quotedLater.contains(i) && !plain);
  }

  Set<Integer> rawFields(Look look) {
    return present().filter(i -> keepsRaw(i, look)).collect(Collectors.toSet());
  }

  private boolean isVerbatim(int i) {
    return type(i) instanceof ValueType.Text
        && !reading(i).trim()
        && reading(i).nullValues().isEmpty();
  }

  private List<StagedCheck> quoting(int i) {
    return checks.stream().filter(c -> c.check().fields().contains(i)).toList();
  }

  private String raw(int i) {
    List<String> when = new ArrayList<>();
    for (int mask = 0; mask < maskCount(); mask++) {
      long bits = bits(quoting(i), mask);
      if (bits != 0) {
        when.add("m%d & %d <> 0".formatted(mask, bits));
      }
    }
    if (quotedLater.contains(i)) {
      when.add("%s <> coalesce(CAST(v%d AS VARCHAR), '')".formatted(columns.raw(i), i));
    }
    return "CASE WHEN %s THEN %s END AS r%d"
        .formatted(String.join(" OR ", when), columns.raw(i), i);
  }

  private static long bits(List<StagedCheck> checks, int mask) {
    return checks.stream()
        .map(StagedCheck::check)
        .filter(check -> check.mask() == mask)
        .mapToLong(Check::bit)
        .reduce(0, (a, b) -> a | b);
  }

  /// A layer: what stays of the one below (`c`: its raw columns, `*`: all) and the new columns.
  private String select(Stream<String> added, String kept, String below) {
    String list = added.collect(Collectors.joining(",\n "));
    String first = kept.equals("c") ? String.join(", ", rawColumns()) : "*";
    String from = below.startsWith("SELECT") ? "(" + below + ")" : below;
    return "SELECT " + first + (list.isEmpty() ? "" : ", " + list) + "\nFROM " + from;
  }

  private Stream<Integer> all() {
    return IntStream.range(0, catalog.fields().size()).boxed();
  }

  private Stream<Integer> present() {
    return all().filter(columns::has);
  }

  private ValueType type(int i) {
    return catalog.fields().get(i).type();
  }

  private Reading reading(int i) {
    return catalog.fields().get(i).reading();
  }
}
