package dev.sage.bench;

import dev.sage.bench.server.BenchServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// `sage check` of a workbook of a million rows with 10 columns, beside pandas with openpyxl where
/// they are installed.
final class XlsxBenchmark {
  private static final int SHEET_ROWS = 1_048_575;
  private static final double LEAST_ROWS_A_SECOND = 80_000;

  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "codigo",
          "cliente",
          "dia",
          "hora",
          "cantidad",
          "precio",
          "total",
          "activo",
          "nota");

  private static final String CONTRACT =
      """
      sage_yaml: {name: Libro, description: Un libro grande, version: "1.0.0", author: SAGE}
      catalogs:
        libro:
          name: Libro
          description: Un millón de filas
          filename: libro.xlsx
          file_format: {type: EXCEL, header: true}
          fields:
            - {name: id, type: entero, required: true, unique: true}
            - {name: codigo, type: texto, pattern: "^C-[0-9]{5}$"}
            - {name: cliente, type: texto, required: true}
            - {name: dia, type: fecha, required: true}
            - {name: hora, type: fecha_hora}
            - {name: cantidad, type: entero, min: 1, max: 1000}
            - {name: precio, type: decimal, precision: 12, scale: 2}
            - {name: total, type: decimal, precision: 14, scale: 2}
            - {name: activo, type: booleano}
            - {name: nota, type: texto}
          row_validation:
            - {name: precio_positivo, description: El precio es positivo, rule: "df['precio'] > 0"}
          catalog_validation: []
      packages: {}
      """;

  private static final String PANDAS =
      """
      import sys, pandas
      frame = pandas.read_excel(sys.argv[1], engine='openpyxl')
      assert len(frame) == int(sys.argv[2])
      """;

  private final BenchOptions options;

  private XlsxBenchmark(BenchOptions options) {
    this.options = options;
  }

  static void run(BenchOptions options) throws IOException, InterruptedException {
    if (options.rows() > SHEET_ROWS) {
      throw new IllegalArgumentException("A sheet has at most %,d rows.".formatted(SHEET_ROWS));
    }
    new XlsxBenchmark(options).run();
  }

  private void run() throws IOException, InterruptedException {
    Path folder =
        Files.createDirectories(options.work().resolve("data").resolve("xlsx-" + options.rows()));
    Path contract = Files.writeString(folder.resolve("contract.yaml"), CONTRACT);
    Path data = generated(folder.resolve("libro.xlsx"), options.rows());
    System.out.printf(
        "%n%,d rows x 10 columns, %.0f MB%n%n", options.rows(), Files.size(data) / 1e6);
    Map<String, List<Measured>> runs = new LinkedHashMap<>();
    System.out.println("| run | command | wall s | CPU s | peak MiB |\n|---|---|---:|---:|---:|");
    for (int run = 1; run <= options.runs(); run++) {
      for (Command command : commands(contract, data, folder)) {
        Measured measured = command.run(options.work().resolve("last-run.log"));
        BenchServer.delete(options.output());
        runs.computeIfAbsent(command.name(), name -> new ArrayList<>()).add(measured);
        System.out.println(measured.row(Integer.toString(run), command.name()));
      }
    }
    runs.forEach(this::verdict);
  }

  private void verdict(String name, List<Measured> measured) {
    Measured median = Measured.median(measured);
    double rate = options.rows() / median.wallSeconds();
    System.out.println(median.row("median", name));
    System.out.printf(
        "%n%s: **%,.0f** rows/s%s%n%n",
        name,
        rate,
        name.equals("sage check")
            ? " (limit %,.0f: %s)"
                .formatted(LEAST_ROWS_A_SECOND, rate >= LEAST_ROWS_A_SECOND ? "met" : "MISSED")
            : "");
  }

  private List<Command> commands(Path contract, Path data, Path folder)
      throws IOException, InterruptedException {
    List<Command> commands = new ArrayList<>();
    commands.add(
        new Command(
            "sage check",
            List.of(
                options.launcher().toString(),
                "check",
                contract.toString(),
                data.toString(),
                "--threads",
                "2",
                "--out",
                options.output().toString()),
            Set.of(0)));
    if (options.wants("pandas") && hasPandas()) {
      Path script = Files.writeString(folder.resolve("peer.py"), PANDAS);
      commands.add(
          new Command(
              "pandas + openpyxl",
              List.of(
                  "/usr/bin/python3",
                  script.toString(),
                  data.toString(),
                  Integer.toString(options.rows())),
              Set.of(0)));
    }
    return commands;
  }

  private static boolean hasPandas() throws IOException, InterruptedException {
    Path python = Path.of("/usr/bin/python3");
    return Files.isExecutable(python)
        && new ProcessBuilder(python.toString(), "-c", "import pandas, openpyxl")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  /// Once: a later run finds it.
  private static Path generated(Path file, int rows) throws IOException {
    if (Files.exists(file)) {
      return file;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = Files.newOutputStream(unfinished);
        Workbook book = new Workbook(out, "SAGE", "1.0")) {
      Worksheet sheet = book.newWorksheet("Libro");
      for (int i = 0; i < COLUMNS.size(); i++) {
        sheet.value(0, i, COLUMNS.get(i));
      }
      for (int row = 1; row <= rows; row++) {
        write(sheet, row);
        if (row % 1_000 == 0) {
          sheet.flush();
        }
      }
    }
    return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(Worksheet sheet, int row) {
    int mixed = (row * 0x9E3779B1) >>> 8;
    LocalDate day = FIRST_DAY.plusDays(row % 720);
    double price = (100 + mixed % 900_000) / 100.0;
    sheet.value(row, 0, row);
    sheet.value(row, 1, "C-" + (10_000 + row % 90_000));
    sheet.value(row, 2, "Cliente " + mixed % 50_000);
    sheet.value(row, 3, day);
    sheet.style(row, 3).format("dd/mm/yyyy").set();
    sheet.value(row, 4, day.atTime(mixed % 24, mixed % 60, mixed % 59));
    sheet.style(row, 4).format("dd/mm/yyyy hh:mm:ss").set();
    sheet.value(row, 5, 1 + mixed % 999);
    sheet.value(row, 6, price);
    sheet.value(row, 7, Math.round(price * 300) / 100.0);
    sheet.value(row, 8, mixed % 2 == 0);
    sheet.inlineString(row, 9, "Entrega del depósito " + mixed % 100_000);
  }
}
