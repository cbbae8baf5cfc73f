package dev.sage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.contract.Catalog;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.Policy;
import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.load.Landing;
import dev.sage.engine.load.Loading;
import dev.sage.engine.parquet.Duck;
import dev.sage.engine.report.FindingTables;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The accepted rows of really staged parts, moved and written, in one file.
class OutputFilesIT {
  private static final String CONTRACT =
      """
      sage_yaml: {name: t, description: t, version: "1", author: t}
      catalogs:
        ventas:
          name: v
          description: v
          filename: v.csv
          file_format: {type: CSV, delimiter: ";", header: true}
          fields:
            - {name: id, type: entero, required: true}
            - {name: "nota \\"a\\".ñ", type: texto}
            - {name: precio, type: decimal, precision: 12, scale: 2}
            - {name: p, type: decimal}
            - {name: dia, type: fecha}
            - {name: hora, type: fecha_hora}
            - {name: activo, type: booleano}
      packages: {}
      """;
  private static final String HEADER = "id;\"nota \"\"a\"\".ñ\";precio;p;dia;hora;activo\n";
  private static final int ROWS = 400;

  @TempDir Path temporary;
  private final Cancellation cancellation = new Cancellation();
  private final Duck duck = new Duck();
  private ExecutionDirectory directory;
  private Database database;
  private Session session;

  @BeforeEach
  void open() {
    directory = ExecutionDirectory.open(temporary.resolve("e"), cancellation, () -> {});
    Path work = directory.work();
    database = Database.open(directory.root(), work.resolve("spill"), 256L << 20, 2);
    session = database.session();
    FindingTables.create(session);
    session.execute("CREATE TABLE rejected (c INTEGER, p INTEGER, r BIGINT)");
  }

  @AfterEach
  void close() {
    duck.close();
    session.close();
    database.close();
    directory.close();
  }

  @Test
  void parts_without_a_rejected_row_are_moved_as_they_are() throws IOException {
    StagedCatalog staged = staged(OutputFilesIT::good);
    assertThat(staged.parts()).hasSizeGreaterThan(3);
    assertThat(groups(written(staged))).isEqualTo(rows(staged));
    assertThatOutputIsRight(staged);
  }

  @Test
  void a_part_with_a_row_that_a_check_rejects_is_written_again_without_it() throws IOException {
    StagedCatalog staged = staged(i -> i == ROWS / 2 ? ";no id;1;1;;;\n" : good(i));
    assertThat(staged.rejected()).isOne();
    assertThat(sum(groups(written(staged)))).isEqualTo(ROWS - 1);
    assertThat(groups(output())).hasSameSizeAs(staged.parts());
    assertThatOutputIsRight(staged);
  }

  @Test
  void a_part_with_a_row_that_the_finish_rejects_is_written_again_without_it() throws IOException {
    StagedCatalog staged = staged(OutputFilesIT::good);
    session.execute("INSERT INTO rejected VALUES (0, 1, 3), (0, 1, 0), (1, 0, 0)");
    List<Long> expected =
        IntStream.range(0, staged.parts().size())
            .mapToObj(i -> staged.parts().get(i).rows() - (i == 1 ? 2 : 0))
            .toList();
    assertThat(groups(written(staged))).isEqualTo(expected);
    assertThatOutputIsRight(staged);
  }

  @Test
  void parts_that_were_looked_at_more_closely_fit_to_the_others() throws IOException {
    StagedCatalog staged =
        staged(i ->
            i == ROWS - 1 ? "x;bad;1;1;;;\n" : good(i).replace("true", i > 300 ? "SI" : "true"));
    assertThat(staged.parts().stream().map(StagedPart::rawFields).distinct().count())
        .isGreaterThan(1);
    assertThat(groups(written(staged))).hasSameSizeAs(staged.parts());
    assertThat(sum(groups(output()))).isEqualTo(ROWS - 1);
    assertThatOutputIsRight(staged);
  }

  @Test
  void a_part_of_rejected_rows_only_leaves_nothing() throws IOException {
    StagedCatalog staged = staged(OutputFilesIT::good);
    session.execute("INSERT INTO rejected SELECT 0, 2, r FROM range(1000) AS t(r)");
    assertThat(groups(written(staged))).hasSize(staged.parts().size() - 1);
    assertThatOutputIsRight(staged);
  }

  @Test
  void rows_stay_in_order_where_the_finish_rejects_some_of_every_part() throws IOException {
    StagedCatalog staged = staged(OutputFilesIT::good);
    session.execute(
        "INSERT INTO rejected SELECT 0, p, 7 * r FROM range(100) AS t(p), range(100) AS u(r)");
    assertThat(groups(written(staged))).hasSameSizeAs(staged.parts());
    assertThatOutputIsRight(staged);
    new OutputFiles(session, directory, cancellation).write(staged);
    assertThat(groups(output())).hasSize(1);
    assertThatOutputIsRight(staged);
  }

  @Test
  void where_every_row_is_rejected_there_is_a_file_without_rows() throws IOException {
    StagedCatalog staged = staged(i -> ";x;1;1;;;\n");
    assertThat(staged.rejected()).isEqualTo(ROWS);
    assertThat(duck.number("SELECT count(*) FROM @", written(staged))).isZero();
    assertThatOutputIsRight(staged);
  }

  @Test
  void a_file_without_records_gives_a_file_without_rows() throws IOException {
    StagedCatalog staged = stagedText(HEADER);
    assertThat(duck.rows("SELECT column_name, column_type FROM (DESCRIBE FROM @)", written(staged)))
        .containsExactly(
            "id|BIGINT",
            "nota \"a\".ñ|VARCHAR",
            "precio|DECIMAL(12,2)",
            "p|DECIMAL(38,9)",
            "dia|DATE",
            "hora|TIMESTAMP",
            "activo|BOOLEAN");
    assertThat(duck.number("SELECT count(*) FROM @", output())).isZero();
  }

  @Test
  void parts_that_do_not_fit_together_are_written_as_a_whole() throws IOException {
    StagedCatalog staged = staged(OutputFilesIT::good);
    Path odd = staged.parts().get(1).file();
    Path copy = odd.resolveSibling("copy.parquet");
    duck.write("SELECT * REPLACE (coalesce(v0, 0) AS v0) FROM '%s'".formatted(odd), copy, "");
    Files.move(copy, odd, StandardCopyOption.REPLACE_EXISTING);
    assertThat(groups(written(staged))).containsExactly((long) ROWS);
    assertThatOutputIsRight(staged);
  }

  @Test
  void few_rows_are_written_as_a_whole_with_the_same_types() throws IOException {
    StagedCatalog staged = staged(OutputFilesIT::good);
    List<String> moved = schema(written(staged));
    new OutputFiles(session, directory, cancellation).write(staged);
    assertThat(groups(output())).containsExactly((long) ROWS);
    assertThat(schema(output())).isEqualTo(moved);
    assertThatOutputIsRight(staged);
  }

  @Test
  void a_cancelled_execution_has_no_file() throws IOException {
    StagedCatalog staged = staged(OutputFilesIT::good);
    cancellation.cancel();
    assertThatThrownBy(() -> written(staged))
        .isInstanceOf(SageException.class)
        .extracting(e -> ((SageException) e).code())
        .isEqualTo(ErrorCode.CANCELLED);
    assertThat(output()).doesNotExist();
  }

  private static String good(int i) {
    return "%d;\"%s\";%d.25;%d;%s;2024-01-02 03:04:05.000006;true\n"
        .formatted(i, "nota\n".repeat(i % 5), i, -i, i % 4 == 0 ? "" : "2024-02-29");
  }

  private StagedCatalog staged(IntFunction<String> row) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    IntStream.range(0, ROWS).mapToObj(row).forEach(text::append);
    return stagedText(text.toString());
  }

  private StagedCatalog stagedText(String text) throws IOException {
    Path data = Files.writeString(temporary.resolve("v.csv"), text);
    Path work = directory.directory("work");
    RuleCompiler compiler = new RuleCompiler(LocalDateTime.of(2024, 1, 1, 0, 0));
    try (Delivery delivery = Delivery.open(data);
        Session writing = database.session();
        FindingTables tables = FindingTables.open(writing);
        Loading loading = nowhere();
        OpenFiles files = new OpenFiles();
        StagingPool pool = new StagingPool(1, i -> staging(work), Optional.empty(), cancellation)) {
      return new DeliveryReader(
              files,
              work,
              new PartSizes(4000, 1),
              128L << 20,
              pool,
              tables,
              compiler,
              List.of(),
              loading,
              Progress.SILENT)
          .read(0, new Assignment(catalog(), delivery.files(), List.of()), true, Map.of())
          .delivered()
          .staged();
    }
  }

  private Loading nowhere() {
    Landing none =
        Landing.prepare(
            List.of(),
            Map.of(),
            to -> {
              throw new AssertionError(to);
            });
    var terms = new Loading.Terms(id -> Policy.DEFAULT, id -> false, (_, rows) -> rows);
    return new Loading(
        none, new UUID(0, 1), 1, List.of("ventas"), terms, database::session, rows -> {});
  }

  private Database staging(Path work) {
    return Database.open(directory.root(), work.resolve("spill-0"), 128L << 20, 1);
  }

  private static Catalog catalog() {
    return new ContractLoader()
        .load(CONTRACT.getBytes(StandardCharsets.UTF_8), true)
        .contract()
        .orElseThrow()
        .catalog("ventas")
        .orElseThrow();
  }

  private Path written(StagedCatalog staged) {
    new OutputFiles(session, directory, cancellation, 0).write(staged);
    return output();
  }

  private Path output() {
    return directory.file("output").resolve("ventas.parquet");
  }

  /// Row by row what one statement over all parts finds.
  private void assertThatOutputIsRight(StagedCatalog staged) throws IOException {
    Path expected = directory.file("work").resolve("expected.parquet");
    session.execute(
        "COPY (SELECT v0 AS id, v1 AS \"nota \"\"a\"\".ñ\", v2 AS precio, v3 AS p, v4 AS dia, v5 AS hora, v6 AS activo FROM %s AS s WHERE %s ORDER BY s.p, s.file_row_number) TO '%s' (FORMAT parquet)"
            .formatted(staged.scan(), new Rejects(session, staged).acceptedCondition(), expected));
    assertThat(duck.differences(output(), expected)).isZero();
    assertThat(duck.rows("DESCRIBE FROM @", output()))
        .isEqualTo(duck.rows("DESCRIBE FROM @", expected));
    try (Stream<Path> files = Files.list(directory.file("work"))) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  private List<String> schema(Path file) {
    return duck.rows(
        "SELECT name, type, repetition_type, converted_type, scale, precision FROM parquet_schema(@)",
        file);
  }

  private List<Long> groups(Path file) {
    return duck
        .rows("SELECT num_values FROM parquet_metadata(@) WHERE column_id = 0", file)
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  private static List<Long> rows(StagedCatalog staged) {
    return staged.parts().stream().map(StagedPart::rows).toList();
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
