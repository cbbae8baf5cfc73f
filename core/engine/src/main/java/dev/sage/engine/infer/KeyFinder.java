package dev.sage.engine.infer;

import dev.sage.engine.sql.Session;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds what identifies a record: a field without repetitions, else the smallest tuple of fields,
/// two or three.
final class KeyFinder {
  /// With fewer records nearly every tuple is unique.
  private static final int ENOUGH_FOR_TUPLES = 50;

  private static final int MOST_CANDIDATES = 8;
  private static final int LARGEST_TUPLE = 3;
  private static final int LONGEST = 64;

  /// What repeats itself does so among the first records already, mostly.
  private static final String FIRST_ROWS = "LIMIT 20000";

  private final Session session;
  private final Sample sample;

  KeyFinder(Session session, Sample sample) {
    this.session = session;
    this.sample = sample;
  }

  /// Names of fields, in the order of the file; empty where nothing suggests a key.
  List<String> key(List<ProposedField> fields) {
    Optional<ProposedField> single =
        fields.stream()
            .filter(field -> field.field().unique())
            .min(
                Comparator.comparing((ProposedField field) -> !Codes.isNamedSo(field.name()))
                    .thenComparingInt(ProposedField::column));
    return single.map(field -> List.of(field.name())).orElseGet(() -> tuple(fields));
  }

  private List<String> tuple(List<ProposedField> fields) {
    if (sample.table().rows() < ENOUGH_FOR_TUPLES) {
      return List.of();
    }
    List<ProposedField> candidates =
        fields.stream()
            .filter(KeyFinder::mayBePart)
            .sorted(
                Comparator.comparing((ProposedField field) -> !Codes.isNamedSo(field.name()))
                    .thenComparingInt(ProposedField::column))
            .limit(MOST_CANDIDATES)
            .toList();
    for (int size = 2; size <= LARGEST_TUPLE; size++) {
      for (List<ProposedField> tuple : tuples(candidates, size)) {
        if (isUnique(tuple)) {
          return tuple.stream()
              .sorted(Comparator.comparingInt(ProposedField::column))
              .map(ProposedField::name)
              .toList();
        }
      }
    }
    return List.of();
  }

  /// Amounts and remarks identify nothing.
  private static boolean mayBePart(ProposedField field) {
    boolean type =
        switch (field.type()) {
          case ValueType.Text _ -> field.facts().longest() <= LONGEST;
          case ValueType.Whole _, ValueType.Date _, ValueType.DateTime _ -> true;
          case ValueType.Decimal _, ValueType.Bool _ -> false;
        };
    return type && field.field().required() && field.facts().distinct() > 1;
  }

  private static List<List<ProposedField>> tuples(List<ProposedField> candidates, int size) {
    List<List<ProposedField>> tuples = new ArrayList<>();
    collect(candidates, size, 0, List.of(), tuples);
    return tuples;
  }

  private static void collect(
      List<ProposedField> candidates,
      int size,
      int from,
      List<ProposedField> begun,
      List<List<ProposedField>> tuples) {
    if (begun.size() == size) {
      tuples.add(begun);
      return;
    }
    for (int i = from; i < candidates.size(); i++) {
      List<ProposedField> longer = new ArrayList<>(begun);
      longer.add(candidates.get(i));
      collect(candidates, size, i + 1, longer, tuples);
    }
  }

  private boolean isUnique(List<ProposedField> tuple) {
    double combinations =
        tuple.stream().mapToDouble(field -> field.facts().distinct()).reduce(1, (a, b) -> a * b);
    return combinations >= sample.table().rows()
        && isUnique(tuple, FIRST_ROWS)
        && isUnique(tuple, "");
  }

  private boolean isUnique(List<ProposedField> tuple, String where) {
    String values =
        IntStream.range(0, tuple.size()).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
    return session.number(
            "SELECT count(*) FROM (SELECT 1 FROM (%s) GROUP BY %s HAVING count(*) > 1 LIMIT 1)"
                .formatted(ValueColumns.of(sample.table().name(), tuple, where), values))
        == 0;
  }
}
