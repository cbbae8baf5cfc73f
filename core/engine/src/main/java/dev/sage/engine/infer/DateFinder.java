package dev.sage.engine.infer;

import dev.sage.contract.Reading;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds out whether texts are dates, and how they are written. What the contract reads without
/// being told needs no formats; what may be day and month or month and day is decided by the whole
/// sample, and where nothing decides it, the day comes first.
///
/// @param name of the column
record DateFinder(DistinctTexts texts, String name) {
  private static final int MOST_SHAPES = 12;

  /// So many different digits that are all dates are no numbers.
  private static final int SURE = 3;

  private static final Pattern DATE_LIKE =
      Pattern.compile("9([-/. ]?9)*([T ]?9(:9(:9(\\.9)?)?)?)?(Z|[+-]9:9)?");
  private static final String THESE_TIMES =
      "v BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2100-12-31'";
  private static final List<String> WORDS =
      List.of(
          "fecha",
          "fec",
          "fch",
          "date",
          "dia",
          "day",
          "periodo",
          "desde",
          "hasta",
          "nacimiento",
          "vencimiento");

  /// Whether a text with such runs of digits may be a date.
  static boolean isDateLike(String shape) {
    return DATE_LIKE.matcher(shape).matches();
  }

  Optional<Typed> find(List<String> exact) {
    return exact.size() <= MOST_SHAPES && exact.stream().allMatch(DateShapes::isKnown)
        ? usual(exact).or(() -> told(exact))
        : Optional.empty();
  }

  /// Without formats.
  private Optional<Typed> usual(List<String> exact) {
    boolean dates =
        exact.stream().allMatch(DateShapes::isUsual)
            && texts.are(ValueType.DATE, Reading.DEFAULT)
            && isSensible(exact, Reading.DEFAULT);
    return dates ? dayOrMoment(exact, Reading.DEFAULT) : Optional.empty();
  }

  private Optional<Typed> told(List<String> exact) {
    List<String> formats = new ArrayList<>();
    for (String shape : exact) {
      Optional<String> format = format(shape, exact.size() == 1);
      if (format.isEmpty()) {
        return Optional.empty();
      }
      formats.add(format.get());
    }
    Reading reading = Typed.formats(formats.stream().distinct().sorted().toList());
    return isSensible(exact, reading) ? dayOrMoment(exact, reading) : Optional.empty();
  }

  /// The first format that all texts of a shape are written in.
  ///
  /// @param alone all texts have this shape
  private Optional<String> format(String shape, boolean alone) {
    DistinctTexts these = alone ? texts : ofShape(shape);
    return DateShapes.of(shape, zone(these, shape)).stream()
        .filter(format -> these.are(ValueType.DATE_TIME, Typed.formats(List.of(format))))
        .findFirst();
  }

  private DistinctTexts ofShape(String shape) {
    return texts.and(DistinctTexts.exactShape() + " = " + Sql.literal(shape));
  }

  /// The offset that all of them end with; empty if there is none, or several.
  private static String zone(DistinctTexts these, String shape) {
    if (!DateShapes.hasZone(shape)) {
      return "";
    }
    List<String> zones =
        these
            .session()
            .query(
                "SELECT DISTINCT right(s, 6) FROM %s WHERE %s LIMIT 2"
                    .formatted(these.table(), these.where()),
                row -> row.getString(1));
    return zones.size() == 1 ? zones.getFirst() : "";
  }

  /// Digits alone, or with a year of two digits, may be something else.
  private boolean isSensible(List<String> exact, Reading reading) {
    boolean digits = exact.stream().anyMatch(shape -> shape.matches("9+"));
    boolean named = Identifiers.words(name).stream().anyMatch(WORDS::contains);
    boolean many = texts.count() >= SURE || named;
    if (digits) {
      boolean yearFirst = reading.formats().stream().allMatch(f -> f.startsWith("yyyy"));
      return (many || yearFirst) && texts.areAll(ValueType.DATE_TIME, reading, THESE_TIMES);
    }
    return many || exact.stream().noneMatch(shape -> shape.length() < 10);
  }

  private Optional<Typed> dayOrMoment(List<String> exact, Reading reading) {
    List<Message> notes = new ArrayList<>();
    if (isEitherWay(exact, reading)) {
      notes.add(Notes.dayOrMonth());
    }
    if (exact.stream().anyMatch(DateShapes::hasZone)) {
      notes.add(Notes.zone());
    }
    boolean timed = exact.stream().anyMatch(DateShapes::hasTime);
    if (timed && !texts.are(ValueType.DATE_TIME, reading)) {
      return Optional.empty();
    }
    boolean moments =
        timed && !texts.areAll(ValueType.DATE_TIME, reading, "v = date_trunc('day', v)");
    ValueType type = moments ? ValueType.DATE_TIME : ValueType.DATE;
    return Optional.of(new Typed(type, reading, false, notes));
  }

  /// Whether day and month could change places everywhere.
  private boolean isEitherWay(List<String> exact, Reading reading) {
    List<String> doubtful = exact.stream().filter(DateShapes::isDoubtful).toList();
    boolean monthFirst = reading.formats().stream().anyMatch(f -> f.startsWith("MM"));
    return !doubtful.isEmpty()
        && !monthFirst
        && doubtful.stream()
            .allMatch(shape -> {
              DistinctTexts these = ofShape(shape);
              return DateShapes.of(shape, zone(these, shape)).stream()
                  .filter(format -> format.startsWith("MM"))
                  .anyMatch(
                      format -> these.are(ValueType.DATE_TIME, Typed.formats(List.of(format))));
            });
  }
}
