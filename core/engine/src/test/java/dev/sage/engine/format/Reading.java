package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.LoadedContract;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.Samples;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.stage.FileColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What a format made of a file.
///
/// @param rows `record@line cell/cell` or `record@line CODE`, in the order of the file
/// @param kept its parts and faults
record Reading(
    FileShape shape,
    SplitResult result,
    List<String> rows,
    List<FileFinding> findings,
    Samples.Kept kept) {

  /// @param format what `file_format` holds
  /// @param fields the inside of each field's braces
  static Catalog catalog(String format, String... fields) {
    String yaml =
        """
        sage_yaml: {name: p, description: d, version: "1", author: a}
        catalogs:
          datos:
            name: Datos
            description: d
            filename: datos
            file_format: {%s}
            fields:
        %s
        packages: {}
        """
            .formatted(
                format,
                Stream.of(fields)
                    .map(f -> "      - {" + f + "}")
                    .collect(Collectors.joining("\n")));
    LoadedContract loaded = new ContractLoader().load(yaml.getBytes(StandardCharsets.UTF_8), true);
    return loaded
        .contract()
        .orElseThrow(() -> new AssertionError(loaded.problems().toString()))
        .catalog("datos")
        .orElseThrow();
  }

  static Reading of(Catalog catalog, Path file, Path directory) throws IOException {
    try (Delivery delivery = Delivery.open(file)) {
      return of(catalog, delivery.files().getFirst(), directory, 1 << 20);
    }
  }

  static Reading of(Catalog catalog, DataFile file, Path directory, long partBytes)
      throws IOException {
    try (OpenFiles files = new OpenFiles()) {
      RecordFile opened = open(files, catalog, file, directory, partBytes);
      FileShape shape = opened.shape();
      Samples.Kept kept = new Samples.Kept();
      SplitResult result = opened.split(columns(catalog, shape), kept);
      return new Reading(shape, result, Samples.described(kept), opened.findings(), kept);
    }
  }

  /// Writes the named records as a file of rejects.
  static Path rejects(Catalog catalog, Path file, Path directory, long... records)
      throws IOException {
    try (Delivery delivery = Delivery.open(file);
        OpenFiles files = new OpenFiles()) {
      RecordFile opened = open(files, catalog, delivery.files().getFirst(), directory, 1 << 20);
      FileShape shape = opened.shape();
      Samples.Kept kept = new Samples.Kept();
      opened.split(columns(catalog, shape), kept);
      Path target = directory.resolve("rechazados" + opened.rejectsEnding());
      opened.copyRejects(kept.parts, LongStream.of(records).iterator(), target);
      return target;
    }
  }

  private static RecordFile open(
      OpenFiles files, Catalog catalog, DataFile file, Path directory, long partBytes)
      throws IOException {
    Path work = Files.createDirectories(directory.resolve("work"));
    Workplace at = new Workplace(work, 256L << 20, size -> partBytes);
    List<String> sheets =
        catalog.format() instanceof ExcelFormat excel ? excel.sheet().stream().toList() : List.of();
    return files.open(catalog, file, sheets, at, bytes -> {});
  }

  private static FileColumns columns(Catalog catalog, FileShape shape) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < catalog.fields().size(); i++) {
      String name = catalog.fields().get(i).name();
      positions.add(
          shape.header().isEmpty() ? (i < shape.width() ? i : -1) : shape.header().indexOf(name));
    }
    return new FileColumns(shape.width(), positions);
  }
}
