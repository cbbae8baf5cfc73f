package dev.sage.worker.cost;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/// Prices by region, and the date on which they held. The one that comes with SAGE is
/// `prices.properties` beside this class; any other is written like it.
public final class PriceTable {
  private static final List<String> NAMES =
      List.of(
          "lambda.gb_second.x86_64",
          "lambda.gb_second.arm64",
          "lambda.disk_gb_second",
          "lambda.request_million",
          "s3.put_thousand",
          "s3.get_thousand",
          "dynamodb.write_million",
          "dynamodb.read_million",
          "sqs.request_million",
          "logs.gb",
          "transfer.gb");

  private final LocalDate date;
  private final Properties values;
  private final SortedSet<String> regions;

  private PriceTable(LocalDate date, Properties values, SortedSet<String> regions) {
    this.date = date;
    this.values = values;
    this.regions = regions;
  }

  /// The one that comes with SAGE.
  public static PriceTable builtIn() {
    try (InputStream in =
            Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.properties"));
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return of(text, "prices.properties");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws SageException [ErrorCode#SETTINGS_INVALID] with everything that is wrong with it
  public static PriceTable read(Path file) {
    try (Reader text = Files.newBufferedReader(file)) {
      return of(text, file.toString());
    } catch (IOException | IllegalArgumentException e) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID, "The prices in %s cannot be read.".formatted(file), e);
    }
  }

  /// @param where what the text is called in messages
  static PriceTable of(Reader text, String where) throws IOException {
    Properties values = new Properties();
    values.load(text);
    List<String> problems = new ArrayList<>();
    Optional<LocalDate> date = date(values.getProperty("date", ""));
    if (date.isEmpty()) {
      problems.add("date: on what day the prices held, as 2026-11-22.");
    }
    SortedSet<String> regions = regions(values, problems);
    regions.forEach(region -> check(values, region, problems));
    if (!problems.isEmpty()) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID, where + ": " + String.join("\n" + where + ": ", problems));
    }
    return new PriceTable(date.orElseThrow(), values, regions);
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static SortedSet<String> regions(Properties values, List<String> problems) {
    SortedSet<String> regions = new TreeSet<>();
    for (String key : new TreeSet<>(values.stringPropertyNames())) {
      int dot = key.indexOf('.');
      if (dot > 0 && NAMES.contains(key.substring(dot + 1))) {
        regions.add(key.substring(0, dot));
      } else if (!key.equals("date")) {
        problems.add("There is no price %s.".formatted(key));
      }
    }
    return regions;
  }

  private static void check(Properties values, String region, List<String> problems) {
    for (String name : NAMES) {
      String key = region + "." + name;
      if (!values.getProperty(key, "").strip().matches("[0-9]{1,9}([.][0-9]{1,18})?")) {
        problems.add(key + ": dollars, as 0.20.");
      }
    }
  }

  public LocalDate date() {
    return date;
  }

  /// Those that it has prices of.
  public SortedSet<String> regions() {
    return new TreeSet<>(regions);
  }

  public Optional<Prices> find(String region, Architecture architecture) {
    return regions.contains(region) ? Optional.of(prices(region, architecture)) : Optional.empty();
  }

  private Prices prices(String region, Architecture architecture) {
    return new Prices(
        region,
        date,
        architecture,
        price(region, "lambda.gb_second." + architecture.published()),
        price(region, "lambda.disk_gb_second"),
        price(region, "lambda.request_million").movePointLeft(6),
        price(region, "s3.put_thousand").movePointLeft(3),
        price(region, "s3.get_thousand").movePointLeft(3),
        price(region, "dynamodb.write_million").movePointLeft(6),
        price(region, "dynamodb.read_million").movePointLeft(6),
        price(region, "sqs.request_million").movePointLeft(6),
        price(region, "logs.gb"),
        price(region, "transfer.gb"));
  }

  private BigDecimal price(String region, String name) {
    return new BigDecimal(values.getProperty(region + "." + name).strip());
  }
}
