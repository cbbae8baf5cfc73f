package dev.sage.engine.infer;

import dev.sage.contract.Catalog;
import dev.sage.contract.Compression;
import dev.sage.contract.Constraints;
import dev.sage.contract.CsvFormat;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.ExtraColumns;
import dev.sage.contract.Field;
import dev.sage.contract.FileFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.contract.NdjsonFormat;
import dev.sage.contract.ParquetFormat;
import dev.sage.contract.Reading;
import dev.sage.contract.Transform;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.FileKind;
import dev.sage.engine.delivery.Inflated;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.format.RecordFile;
import dev.sage.engine.format.SheetNames;
import dev.sage.engine.report.FileFinding;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Makes samples of a delivered file: one, or one for each sheet of a workbook.
final class Sampler {
  /// Of a text, this is looked at and no more.
  private static final long MOST_TEXT = 256L << 20;

  private final Workbench bench;
  private final InferOptions options;

  Sampler(Workbench bench, InferOptions options) {
    this.bench = bench;
    this.options = options;
  }

  /// @throws dev.sage.spi.SageException NOTHING_TO_INFER, or what reading the file throws
  List<Sample> samples(DataFile delivered) {
    DataFile inflated = Inflated.of(delivered, Compression.AUTO);
    long most = FileKind.of(inflated) == FileKind.OTHER ? MOST_TEXT : Long.MAX_VALUE;
    SampledFile file = SampledFile.of(inflated, bench.newDirectory(), most);
    return switch (new FormatFinder(bench, options.delimiter()).find(file)) {
      case CsvFormat csv -> List.of(csv(file, csv));
      case ExcelFormat _ -> workbook(file);
      case JsonFormat _ -> List.of(objects(file, new JsonFormat(encoding(file), Compression.AUTO)));
      case NdjsonFormat _ ->
          List.of(objects(file, new NdjsonFormat(encoding(file), Compression.AUTO)));
      case ParquetFormat parquet -> List.of(parquet(file, parquet));
    };
  }

  private Sample csv(SampledFile file, CsvFormat format) {
    Optional<String> encoding = encoding(file);
    return headed(
            file,
            (header, skip) ->
                new CsvFormat(
                    format.delimiter(),
                    header,
                    format.quote(),
                    format.escape(),
                    encoding,
                    skip,
                    Compression.AUTO),
            List.of())
        .orElseThrow(() ->
            FormatFinder.nothing(
                file.baseName(), new Message("no tiene registros", "it has no record")));
  }

  /// Said only where it is guessed.
  private static Optional<String> encoding(SampledFile file) {
    return Prescan.of(file, Optional.empty(), bytes -> {}).guessed()
        ? Optional.of("windows-1252")
        : Optional.empty();
  }

  private List<Sample> workbook(SampledFile file) {
    List<String> sheets = SheetNames.of(file, bench.newPlace());
    List<Sample> samples = new ArrayList<>();
    for (String sheet : sheets) {
      Optional<String> named = sheets.size() == 1 ? Optional.empty() : Optional.of(sheet);
      headed(
              file,
              (header, skip) -> new ExcelFormat(named, header, skip, Compression.AUTO),
              named.stream().toList())
          .ifPresent(samples::add);
    }
    if (samples.isEmpty()) {
      throw FormatFinder.nothing(
          file.baseName(),
          new Message("ninguna hoja tiene datos", "it has no sheet with anything in it"));
    }
    return samples;
  }

  private Optional<Sample> headed(
      SampledFile file, HeaderFinder.Written written, List<String> sheets) {
    HeaderFinder.Opener opener =
        (files, format, width) -> open(files, file, format, sheets, numbered(width));
    return new HeaderFinder(bench, options, file, written, opener).sample();
  }

  private Sample objects(SampledFile file, FileFormat format) {
    List<String> keys = keys(file, format);
    List<String> names = namesAmong(keys);
    if (names.isEmpty()) {
      throw FormatFinder.nothing(
          file.baseName(),
          new Message("no hay objetos con claves", "it holds no object with a key"));
    }
    try (OpenFiles files = new OpenFiles()) {
      RecordFile opened = open(files, file, format, List.of(), names);
      TextTable table = TableLoader.load(opened, bench, options.rows());
      boolean unnamed = !keys.stream().allMatch(FieldNames::isName);
      return new Sample(
          file, format, names, table, file.partial() || table.full(), unnamed, List.of());
    }
  }

  /// What a reading without any field finds too much.
  private List<String> keys(SampledFile file, FileFormat format) {
    try (OpenFiles files = new OpenFiles()) {
      RecordFile opened = open(files, file, format, List.of(), List.of());
      TableLoader.skim(opened);
      return opened.findings().stream()
          .filter(finding -> finding.code() == FindingCode.COLUMN_EXTRA)
          .map(FileFinding::column)
          .toList();
    }
  }

  /// Those that can name a field, each once.
  private static List<String> namesAmong(List<String> keys) {
    Set<String> seen = new HashSet<>();
    return keys.stream()
        .filter(key -> FieldNames.isName(key) && seen.add(FieldNames.folded(key)))
        .map(String::strip)
        .toList();
  }

  private Sample parquet(SampledFile file, ParquetFormat format) {
    SampledFile head = ParquetHead.of(file, bench, options.rows());
    List<String> columns = columns(head, format);
    try (OpenFiles files = new OpenFiles()) {
      RecordFile opened = open(files, head, format, List.of(), numbered(columns.size()));
      TextTable loaded = TableLoader.load(opened, bench, options.rows());
      List<String> names = namesAmong(columns);
      TextTable table = names.size() == columns.size() ? loaded : narrowed(loaded, columns, names);
      boolean unnamed = names.size() < columns.size();
      return new Sample(
          head, format, names, table, head.partial() || table.full(), unnamed, List.of());
    }
  }

  private List<String> columns(SampledFile file, FileFormat format) {
    try (OpenFiles files = new OpenFiles()) {
      return open(files, file, format, List.of(), List.of()).shape().header();
    }
  }

  private static List<String> numbered(int width) {
    return IntStream.range(0, width).mapToObj(TextTable::column).toList();
  }

  /// Without the columns that no field can be named after.
  private TextTable narrowed(TextTable table, List<String> columns, List<String> names) {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      int at = columns.stream().map(String::strip).toList().indexOf(name);
      kept.add(TextTable.column(at) + " AS " + TextTable.column(kept.size()) + "_");
    }
    String narrow = bench.newTable();
    bench
        .session()
        .execute(
            "CREATE TEMP TABLE %s AS SELECT %s FROM (SELECT %s FROM %s)"
                .formatted(
                    narrow,
                    TextTable.columns(kept.size(), "c%1$d_ AS c%1$d"),
                    String.join(", ", kept),
                    table.name()));
    return new TextTable(narrow, kept.size(), table.rows(), table.faults(), table.full(), 0, 0);
  }

  /// @param fields names, all of them texts
  private RecordFile open(
      OpenFiles files, DataFile file, FileFormat format, List<String> sheets, List<String> fields) {
    return files.open(provisional(format, fields), file, sheets, bench.newPlace(), bytes -> {});
  }

  private static Catalog provisional(FileFormat format, List<String> names) {
    List<Field> fields = names.stream().map(Sampler::text).toList();
    return new Catalog(
        "sample",
        "sample",
        "",
        "sample",
        format,
        fields,
        List.of(),
        List.of(),
        List.of(),
        ExtraColumns.WARN,
        Optional.empty(),
        Transform.none(fields, List.of()));
  }

  private static Field text(String name) {
    return new Field(
        name, ValueType.TEXT, false, false, Constraints.NONE, Reading.DEFAULT, List.of());
  }
}
