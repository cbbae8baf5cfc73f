package dev.sage.engine.stage;

import dev.sage.contract.Catalog;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.sql.SqlTypes;
import dev.sage.spi.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A catalog whose files are staged: their parts, and the SQL to get at them.
///
/// @param index place of the catalog in the execution
/// @param absent fields of which not all values are there: a file lacks the column, or its end
/// @param checks the staged checks, by id
/// @param maskCount number of mask columns
/// @param parts in the order of the files, each of one file, numbered through all of them
public record StagedCatalog(
    int index,
    Catalog catalog,
    Set<Integer> absent,
    List<Check> checks,
    int maskCount,
    List<StagedPart> parts) {
  public StagedCatalog {
    absent = Set.copyOf(absent);
    checks = List.copyOf(checks);
    parts = List.copyOf(parts);
  }

  /// Whether all values of a field are there, so that something can be said of them as a whole.
  public boolean has(int field) {
    return !absent.contains(field);
  }

  /// The same catalog with a few of its parts, as those of one file.
  public StagedCatalog only(Set<Integer> numbers) {
    List<StagedPart> some = parts.stream().filter(part -> numbers.contains(part.number())).toList();
    return new StagedCatalog(index, catalog, absent, checks, maskCount, some);
  }

  public long rows() {
    return parts.stream().mapToLong(StagedPart::rows).sum();
  }

  /// Rows that failed a staged check of severity error.
  public long rejected() {
    return parts.stream().mapToLong(StagedPart::rejected).sum();
  }

  /// Rows that failed a check, over all parts.
  public long failures(Check check) {
    return parts.stream().mapToLong(part -> part.failures().get(check.id())).sum();
  }

  /// A relation with the columns of the staged parts and `file_row_number`, a row's ordinal in its
  /// part.
  public String scan() {
    return scan(parts);
  }

  /// The same over one part, which need not be among those that are known here.
  public String scan(StagedPart part) {
    return scan(List.of(part));
  }

  /// The same, over the parts that have failures only.
  public String scanFailing() {
    return scan(parts.stream().filter(StagedPart::hasFailures).toList());
  }

  private String scan(List<StagedPart> some) {
    if (some.isEmpty()) {
      return "(SELECT " + String.join(", ", emptyColumns()) + " WHERE false)";
    }
    String files =
        some.stream()
            .map(part -> Sql.literal(part.file().toString()))
            .collect(Collectors.joining(", "));
    return "read_parquet([" + files + "], file_row_number = true" + union(some) + ")";
  }

  /// Parts that were looked at more closely have columns that others lack; these are null there.
  private static String union(List<StagedPart> some) {
    boolean same = some.stream().map(StagedPart::rawFields).distinct().count() <= 1;
    return same ? "" : ", union_by_name = true";
  }

  /// Fields whose raw text some part has.
  private boolean hasRaw(int field) {
    return parts.stream().anyMatch(part -> part.rawFields().contains(field));
  }

  private List<String> emptyColumns() {
    List<String> names = new ArrayList<>();
    names.add("CAST(NULL AS INTEGER) AS p");
    names.add("CAST(NULL AS BIGINT) AS file_row_number");
    IntStream.range(0, catalog.fields().size())
        .mapToObj(i -> "CAST(NULL AS %s) AS v%d".formatted(sqlType(i), i))
        .forEach(names::add);
    IntStream.range(0, maskCount)
        .mapToObj(m -> "CAST(NULL AS BIGINT) AS m" + m)
        .forEach(names::add);
    return names;
  }

  private String sqlType(int field) {
    return SqlTypes.of(catalog.fields().get(field).type());
  }

  /// SQL that is true where a staged row failed a check of severity error.
  public String rejectedCondition() {
    List<String> masks = new ArrayList<>();
    for (int m = 0; m < maskCount; m++) {
      long bits = errorBits(m);
      if (bits != 0) {
        masks.add("m%d & %d <> 0".formatted(m, bits));
      }
    }
    return masks.isEmpty() ? "false" : "(" + String.join(" OR ", masks) + ")";
  }

  private long errorBits(int mask) {
    return checks.stream()
        .filter(check -> check.severity() == Severity.ERROR && check.mask() == mask)
        .mapToLong(Check::bit)
        .reduce(0, (a, b) -> a | b);
  }

  /// SQL of a field's text as a finding quotes it.
  public String quoted(int field) {
    return hasRaw(field)
        ? "coalesce(r%1$d, CAST(v%1$d AS VARCHAR))".formatted(field)
        : "CAST(v%d AS VARCHAR)".formatted(field);
  }

  /// SQL of what a finding over these fields quotes: one text, or `name=text` of each.
  public String quoted(List<Integer> fields) {
    if (fields.size() == 1) {
      return quoted(fields.getFirst());
    }
    return fields.isEmpty()
        ? "CAST(NULL AS VARCHAR)"
        : fields.stream()
            .map(i ->
                Sql.literal(catalog.fields().get(i).name() + "=")
                    + " || coalesce("
                    + quoted(i)
                    + ", '')")
            .collect(Collectors.joining(" || ', ' || "));
  }
}
