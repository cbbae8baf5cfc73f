package dev.sage.engine.report.html;

import dev.sage.contract.Contract;
import dev.sage.contract.ContractLoader;
import dev.sage.engine.report.CatalogResult;
import dev.sage.engine.report.ColumnCount;
import dev.sage.engine.report.Failure;
import dev.sage.engine.report.LoadResult;
import dev.sage.engine.report.Origin;
import dev.sage.engine.report.Report;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reports of one catalog, `ventas`, for tests.
final class Reports {
  private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

  String method = "run";
  String file = "ventas.csv";
  long accepted = 7;
  long rejected = 3;
  boolean landed = true;
  Optional<String> refusal = Optional.empty();
  List<String> missing = List.of();
  List<String> skipped = List.of();
  String outcome = "loaded";
  final List<Failure> failures = new ArrayList<>();
  final List<ColumnCount> counts = new ArrayList<>();

  static Contract contract() {
    return new ContractLoader()
        .load(
            """
            sage_yaml: {name: Ventas <del> mes, description: d, version: 1, author: a}
            catalogs:
              ventas:
                name: Ventas
                description: d
                filename: ventas.csv
                file_format: {type: CSV, delimiter: ";", header: false}
                fields:
                  - {name: codigo, type: texto}
                  - {name: precio, type: decimal}
                row_validation:
                  - {name: suma, description: El total <cuadra>, rule: "df['precio'] > 0"}
            packages: {}
            """
                .getBytes(StandardCharsets.UTF_8),
            false)
        .contract()
        .orElseThrow();
  }

  Reports counted(FindingCode code, Severity severity, String rule, String column, long count) {
    counts.add(new ColumnCount("ventas", rule, severity, code, column, count));
    return this;
  }

  Reports errors(long count) {
    return counted(FindingCode.TYPE, Severity.ERROR, "type", "precio", count);
  }

  Reports failed(String column, String value, String message) {
    failures.add(
        new Failure("error", "TYPE", message, "ventas", file, 11L, 1012L, column, "type", value));
    return this;
  }

  Report report() {
    return new Report(
        UUID.fromString("0190a0a0-0000-7000-8000-000000000001"),
        START,
        START.plusSeconds(1),
        method,
        "contrato.yaml",
        "c0ffee",
        file,
        "beef",
        Optional.empty(),
        Origin.COMMAND_LINE,
        List.of(
            new CatalogResult(
                "ventas", file, List.of(), accepted + rejected, accepted, rejected, 0, 0, 0)),
        missing,
        List.of(),
        failures,
        counts,
        skipped,
        List.of(new LoadResult("v", "APPEND", "secreto", accepted, outcome, Duration.ZERO)),
        List.of(),
        landed,
        refusal);
  }
}
