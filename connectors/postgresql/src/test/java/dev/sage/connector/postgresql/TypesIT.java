package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.request;
import static dev.sage.connector.postgresql.Database.required;
import static dev.sage.connector.postgresql.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.ColumnLimit;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.TableName;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TypesIT {
  @RegisterExtension private static final Database database = new Database();

  @Test
  void createdTableHoldsEveryTypeAtItsLimits() {
    LoadRequest request =
        request(
            "nuevo.limites",
            required("id", ValueType.WHOLE),
            column("texto", ValueType.TEXT),
            column("decimal", new ValueType.Decimal(38, 9)),
            column("fecha", ValueType.DATE),
            column("hora", ValueType.DATE_TIME),
            column("si", ValueType.BOOL));
    BigDecimal widest = new BigDecimal(new BigInteger("9".repeat(38)), 9);
    LoadOutcome outcome =
        load(
            database.destination(),
            UUID.randomUUID(),
            request,
            Rows.of(
                row(
                    Long.MIN_VALUE,
                    "",
                    widest,
                    days("0001-01-01"),
                    micros("0001-01-01T00:00:00"),
                    true),
                row(
                    Long.MAX_VALUE,
                    "ñandú 日本 😀 \"|\\N\n",
                    widest.negate(),
                    days("9999-12-31"),
                    micros("9999-12-31T23:59:59.999999"),
                    false),
                row(0L, null, null, null, null, null)));

    assertThat(outcome.status()).isEqualTo(LoadOutcome.Status.LOADED);
    assertThat(outcome.rows()).isEqualTo(3);
    assertThat(database.query("SELECT * FROM nuevo.limites ORDER BY id"))
        .containsExactly(
            "-9223372036854775808||%s|0001-01-01|0001-01-01 00:00:00|t".formatted(widest),
            "0|∅|∅|∅|∅|∅",
            "9223372036854775807|ñandú 日本 😀 \"|\\N\n|-%s|9999-12-31|9999-12-31 23:59:59.999999|f"
                .formatted(widest));
    assertThat(
            database.query(
                "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
                    + " WHERE attrelid = 'nuevo.limites'::regclass AND attnum > 0 ORDER BY attnum"))
        .containsExactly(
            "id|bigint|t",
            "texto|text|f",
            "decimal|numeric(38,9)|f",
            "fecha|date|f",
            "hora|timestamp without time zone|f",
            "si|boolean|f");
  }

  @Test
  void existingColumnsAreEncodedInTheirOwnTypeAndTellTheirLimits() {
    database.run(
        """
        CREATE TABLE propia (s smallint, i integer, b bigint, wn numeric(5,0), wu numeric,
          n numeric(6,2) NOT NULL, nu numeric, f double precision, v varchar(4), c char(4), vu varchar,
          d date, t timestamp, tz timestamptz, t6 timestamp(6), o boolean)
        """);
    LoadRequest request =
        request(
            "propia",
            column("s", ValueType.WHOLE),
            column("i", ValueType.WHOLE),
            column("b", ValueType.WHOLE),
            column("wn", ValueType.WHOLE),
            column("wu", ValueType.WHOLE),
            column("n", ValueType.DECIMAL),
            column("nu", ValueType.DECIMAL),
            column("f", ValueType.DECIMAL),
            column("v", ValueType.TEXT),
            column("c", ValueType.TEXT),
            column("vu", ValueType.TEXT),
            column("d", ValueType.DATE),
            column("t", ValueType.DATE_TIME),
            column("tz", ValueType.DATE_TIME),
            column("t6", ValueType.DATE_TIME),
            column("o", ValueType.BOOL));

    assertThat(database.destination().prepare(request).limits())
        .containsExactly(
            new ColumnLimit.WholeRange("s", Short.MIN_VALUE, Short.MAX_VALUE),
            new ColumnLimit.WholeRange("i", Integer.MIN_VALUE, Integer.MAX_VALUE),
            new ColumnLimit.Digits("wn", 5, 0),
            new ColumnLimit.Digits("n", 6, 2),
            new ColumnLimit.NotNull("n"),
            new ColumnLimit.TextLength("v", 4),
            new ColumnLimit.TextLength("c", 4));

    long time = micros("2024-02-29T12:34:56.123456");
    load(
        database.destination(),
        UUID.randomUUID(),
        request,
        Rows.of(
            row(
                -32768L,
                2147483647L,
                5L,
                -12300L,
                Long.MIN_VALUE,
                new BigDecimal("-1234.50"),
                new BigDecimal("0.000000001"),
                new BigDecimal("0.1"),
                "ñ😀ab",
                "ab",
                "x",
                days("2024-02-29"),
                time,
                time,
                time,
                true)));

    assertThat(database.query("SELECT * FROM propia"))
        .containsExactly(
            "-32768|2147483647|5|-12300|-9223372036854775808|-1234.50|0.000000001|0.1|ñ😀ab|ab  |x|2024-02-29"
                + "|2024-02-29 12:34:56.123456|2024-02-29 12:34:56.123456+00|2024-02-29 12:34:56.123456|t");
  }

  @Test
  void aDecimalThatTheColumnIsWideEnoughForHasNoLimit() {
    database.run("CREATE TABLE ancha (a numeric(12,4), b numeric(21,2))");

    LoadRequest request =
        request("ancha", column("a", new ValueType.Decimal(10, 2)), column("b", ValueType.WHOLE));

    assertThat(database.destination().prepare(request).limits()).isEmpty();
  }

  @Test
  void numbersAreTheSameAsPostgresqlReadsThemFromText() {
    database.run("CREATE TABLE numeros (i bigint, n numeric, w numeric)");
    Random random = new Random(7);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 20_000; i++) {
      rows.add(row(i, decimal(random), random.nextLong() >> random.nextInt(64)));
    }
    LoadRequest request =
        request(
            "numeros",
            column("i", ValueType.WHOLE),
            column("n", ValueType.DECIMAL),
            column("w", ValueType.WHOLE));

    load(
        database.destination(), UUID.randomUUID(), request, Rows.of(rows.toArray(Object[][]::new)));

    List<String> expected =
        rows.stream().map(row -> ((BigDecimal) row[1]).toPlainString() + "|" + row[2]).toList();
    assertThat(database.query("SELECT n, w FROM numeros ORDER BY i")).isEqualTo(expected);
    // The binary forms too: a wrong one can print well and compare badly.
    assertThat(
            database.query(
                "SELECT count(*) FROM numeros WHERE numeric_send(n) <> numeric_send(n::text::numeric)"
                    + " OR numeric_send(w) <> numeric_send(w::text::numeric)"))
        .containsExactly("0");
  }

  @Test
  void textsLongerThanTheBufferAndUpToItsBordersArrive() {
    int size = CopyBuffer.DEFAULT_SIZE;
    List<String> texts =
        IntStream.of(0, 1, size / 2 - 5, size / 2, size / 2 + 1, size - 4, size, size + 1, 5 * size)
            .boxed()
            .flatMap(n -> List.of("a".repeat(n), "a".repeat(Math.max(0, n - 1)) + "ñ").stream())
            .toList();
    LoadRequest request = request("largos", column("t", ValueType.TEXT));

    load(
        database.destination(),
        UUID.randomUUID(),
        request,
        Rows.of(texts.stream().map(text -> row(text)).toArray(Object[][]::new)));

    assertThat(database.query("SELECT t FROM largos")).isEqualTo(texts);
  }

  @Test
  void namesAreDataAndNeverSql() {
    String evil = "x\"; drop table y; --";
    database.run("CREATE TABLE y (a int)");
    LoadRequest request =
        request(
            new TableName(evil, evil),
            new LoadColumn("f", evil, ValueType.TEXT, true),
            column("ñ á'", ValueType.TEXT),
            column("SELECT", ValueType.TEXT));

    load(database.destination(), UUID.randomUUID(), request, Rows.of(row("1", "2", "3")));
    load(database.destination(), UUID.randomUUID(), request, Rows.of(row("4", "5", "6")));

    assertThat(database.query("SELECT * FROM " + Sql.name(request.table()) + " ORDER BY 1"))
        .containsExactly("1|2|3", "4|5|6");
    assertThat(database.query("SELECT count(*) FROM y")).containsExactly("0");
  }

  @Test
  void aLoadWithoutRowsMakesTheTable() {
    LoadOutcome outcome =
        load(
            database.destination(),
            UUID.randomUUID(),
            request("vacia", column("a", ValueType.TEXT)),
            Rows.of());

    assertThat(outcome.rows()).isZero();
    assertThat(database.query("SELECT count(*) FROM vacia")).containsExactly("0");
  }

  private static BigDecimal decimal(Random random) {
    BigInteger unscaled = new BigInteger(random.nextInt(127), random);
    unscaled = unscaled.multiply(BigInteger.TEN.pow(random.nextInt(3) * random.nextInt(6)));
    BigDecimal value = new BigDecimal(unscaled, random.nextInt(39));
    return random.nextBoolean() ? value : value.negate();
  }

  private static long days(String date) {
    return LocalDate.parse(date).toEpochDay();
  }

  private static long micros(String time) {
    return ChronoUnit.MICROS.between(
        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), LocalDateTime.parse(time));
  }
}
