package dev.sage.testing;

import dev.sage.spi.FindingCode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A slow, obvious check of a sales file that shares nothing with its generator.
final class PlainSalesCheck {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private final byte[] bytes;
  private final List<ExpectedFinding> findings = new ArrayList<>();
  private final Set<String> identifiers = new HashSet<>();
  private int at;
  private long line = 1;
  private long records;

  private PlainSalesCheck(byte[] bytes) {
    this.bytes = bytes;
  }

  static PlainSalesCheck of(byte[] bytes, boolean header) {
    var check = new PlainSalesCheck(bytes);
    if (header) {
      check.nextLine();
      check.line++;
    }
    check.readAll();
    return check;
  }

  long records() {
    return records;
  }

  List<ExpectedFinding> findings() {
    return findings;
  }

  private void readAll() {
    while (at < bytes.length) {
      readRecord();
    }
  }

  private void readRecord() {
    long start = line;
    byte[] text = nextLine();
    line++;
    if (text.length == 0) {
      return;
    }
    records++;
    while (opensQuote(text)) {
      text = joined(text, nextLine());
      line++;
    }
    check(start, text);
  }

  private static boolean opensQuote(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '"').count() % 2
        == 1;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + 1 + second.length)
        .put(first)
        .put((byte) '\n')
        .put(second)
        .array();
  }

  private byte[] nextLine() {
    int start = at;
    while (bytes[at] != '\n') {
      at++;
    }
    at++;
    return java.util.Arrays.copyOfRange(bytes, start, at - 1);
  }

  private void check(long start, byte[] text) {
    Optional<String> structural = structural(text);
    if (structural.isPresent()) {
      add(start, "", "", structural.orElseThrow());
    } else {
      checkCells(start, cells(text));
    }
  }

  private static Optional<String> structural(byte[] text) {
    String decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      return Optional.of("encoding");
    }
    if (decoded.indexOf('\0') >= 0) {
      return Optional.of("nul");
    }
    if (decoded.indexOf('\r') >= 0) {
      return Optional.of("line_end");
    }
    List<String> cells = List.of(decoded.split("\\|", -1));
    if (cells.stream()
        .anyMatch(cell -> cell.matches("(?s)\".*") && !cell.matches("\"([^\"]|\"\")*\""))) {
      return Optional.of("quote");
    }
    return cells.size() == 10 ? Optional.empty() : Optional.of("ragged");
  }

  private static List<String> cells(byte[] text) {
    return List.of(new String(text, StandardCharsets.UTF_8).split("\\|", -1)).stream()
        .map(cell -> cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell)
        .toList();
  }

  private void checkCells(long start, List<String> cells) {
    checkIdentifier(start, cells.getFirst());
    unless(start, cells, 1, "constraint", value -> value.matches("C-[0-9]{8}"));
    unless(start, cells, 2, "constraint", SalesRows.CLIENTS::contains);
    boolean date = unless(start, cells, 3, "type", PlainSalesCheck::isDate);
    boolean time = unless(start, cells, 4, "type", PlainSalesCheck::isDateTime);
    boolean quantity = unless(start, cells, 5, "type", value -> value.matches("[0-9]+"));
    boolean price = unless(start, cells, 6, "type", PlainSalesCheck::isAmount);
    boolean total = unless(start, cells, 7, "type", PlainSalesCheck::isAmount);
    unless(start, cells, 8, "type", List.of("si", "no")::contains);
    if (quantity) {
      unless(start, cells, 5, "constraint", value -> between(value, "1", "1000"));
    }
    if (price) {
      unless(start, cells, 6, "precio_valido", value -> between(value, "0.01", "99999.99"));
    }
    if (quantity && price && total && !totalFits(cells)) {
      add(start, "", "", "total_cuadra");
    }
    if (date && time && cells.get(4).compareTo(cells.get(3)) < 0) {
      add(start, "", "", "fecha_coherente");
    }
  }

  private void checkIdentifier(long start, String value) {
    if (value.isEmpty()) {
      add(start, "id", value, "required");
    } else if (!identifiers.add(value)) {
      add(start, "id", value, "unique");
    }
  }

  private boolean unless(
      long start, List<String> cells, int column, String rule, Predicate<String> good) {
    boolean isGood = good.test(cells.get(column));
    if (!isGood) {
      add(start, SalesFile.COLUMNS.get(column), cells.get(column), rule);
    }
    return isGood;
  }

  private void add(long start, String column, String value, String rule) {
    boolean named = rule.contains("_") && !rule.equals("line_end");
    FindingCode code =
        named ? FindingCode.RULE : FindingCode.valueOf(rule.toUpperCase(java.util.Locale.ROOT));
    findings.add(new ExpectedFinding(records, start, column, value, rule, code));
  }

  private static boolean totalFits(List<String> cells) {
    var product = new BigDecimal(cells.get(5)).multiply(new BigDecimal(cells.get(6)));
    return product.compareTo(new BigDecimal(cells.get(7))) == 0;
  }

  private static boolean between(String value, String least, String most) {
    var number = new BigDecimal(value);
    return number.compareTo(new BigDecimal(least)) >= 0
        && number.compareTo(new BigDecimal(most)) <= 0;
  }

  private static boolean isAmount(String value) {
    return value.matches("[0-9]+\\.[0-9]{2}");
  }

  private static boolean isDate(String value) {
    try {
      return LocalDate.parse(value, DATE).toString().equals(value);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String value) {
    try {
      return LocalDateTime.parse(value, DATE_TIME).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
