package dev.sage.engine.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.Catalog;
import dev.sage.contract.Contract;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.DeliveryPackage;
import dev.sage.contract.Rule;
import dev.sage.engine.finish.Finisher;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.sql.LoggedDatabase;
import dev.sage.engine.sql.SqlWords;
import dev.sage.engine.stage.StageStatement.Look;
import dev.sage.engine.transform.Fault;
import dev.sage.engine.transform.Pipeline;
import dev.sage.spi.SageException;
import dev.sage.testing.fuzz.ContractTexts;
import dev.sage.testing.fuzz.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every statement that any contract is made into is one that DuckDB understands, and what the
/// author wrote is in it as a literal or a quoted name, and nowhere else. `-Dsage.fuzz=100000` for
/// more contracts, `-Dsage.fuzz.seed=2` for others.
final class ContractSqlFuzzIT {
  private static final int CONTRACTS = Integer.getInteger("sage.fuzz", 100);
  private static final long SEED = Long.getLong("sage.fuzz.seed", 20_261_122L);
  private static final long MOST_NANOS = 10_000_000_000L;
  private static final LocalDateTime NOW = LocalDateTime.of(2024, 6, 1, 12, 0);

  @TempDir private static Path folder;

  @Test
  void noTextOfAContractShapesSql() throws IOException, SQLException {
    Path root = Path.of(Objects.requireNonNullElse(System.getProperty("sage.root"), "../.."));
    ContractTexts texts = ContractTexts.of(root, SEED);
    Figures figures = new Figures("contracts as SQL", SEED, "compiled", "refused", "statements");
    try (LoggedDatabase database = new LoggedDatabase()) {
      Stager.register(database.session());
      database.statements();
      for (int i = 0; i < CONTRACTS; i++) {
        String yaml = texts.next();
        String what = "contract %d of seed %d:%n%s".formatted(i, SEED, yaml);
        long start = System.nanoTime();
        Optional<Contract> contract =
            new ContractLoader().load(yaml.getBytes(UTF_8), false).contract();
        figures.count(contract.isPresent() ? "compiled" : "refused");
        contract.ifPresent(one -> check(what, one, database, figures));
        long nanos = System.nanoTime() - start;
        figures.took(nanos);
        assertThat(nanos).as(what).isLessThan(MOST_NANOS);
      }
    }
    figures.print();
    assertThat(figures.of("compiled")).isGreaterThan(CONTRACTS / 10);
  }

  private static void check(
      String what, Contract contract, LoggedDatabase database, Figures figures) {
    try {
      compile(contract, database);
    } catch (SageException | SQLException | IllegalStateException e) {
      throw new AssertionError(what, e);
    }
    List<String> statements = database.statements();
    figures.count("statements", statements.size());
    for (String sql : statements) {
      assertThat(SqlWords.strangers(sql)).as("%s\n%s", what, sql).isEmpty();
    }
  }

  /// All that an execution of the contract asks of the database, over no rows.
  private static void compile(Contract contract, LoggedDatabase database) throws SQLException {
    RuleCompiler compiler = new RuleCompiler(NOW);
    List<Rule> rules =
        contract.packages().values().stream()
            .map(DeliveryPackage::rules)
            .flatMap(List::stream)
            .toList();
    Map<String, StagedCatalog> staged = new LinkedHashMap<>();
    for (Catalog catalog : contract.catalogs().values()) {
      staged.put(catalog.id(), stage(catalog, staged.size(), rules, compiler, database));
    }
    new Finisher(database.session(), compiler, staged).run(rules);
    Others others = new Others(staged);
    for (StagedCatalog one : staged.values()) {
      for (String sql : leaving(one, compiler, others)) {
        database.prepare(sql);
      }
    }
    for (int i = 0; i < staged.size(); i++) {
      database.session().execute("DROP VIEW \"catalog_" + i + "\"");
    }
    database.session().execute("DROP TABLE hits");
    database.session().execute("DROP TABLE rejected");
  }

  private static StagedCatalog stage(
      Catalog catalog,
      int index,
      List<Rule> packageRules,
      RuleCompiler compiler,
      LoggedDatabase database)
      throws SQLException {
    CatalogChecks checks = CatalogChecks.of(catalog, Map.of(), compiler);
    List<Integer> fields = IntStream.range(0, catalog.fields().size()).boxed().toList();
    FileColumns columns = new FileColumns(fields.size(), fields);
    Set<Integer> later = Finisher.quotedFields(catalog, packageRules);
    StageStatement statement = new StageStatement(catalog, columns, checks.staged(columns), later);
    String part =
        fields.stream().map(i -> "'' AS c" + i).collect(Collectors.joining(", ", "(SELECT ", ")"));
    for (Look look : List.of(new Look(Set.copyOf(fields), true), new Look(Set.of(), false))) {
      database.prepare(statement.sql(part, 0, folder.resolve("part.parquet"), look));
    }
    return new StagedCatalog(
        index, catalog, Set.of(), checks.checks(), checks.maskCount(), List.of());
  }

  private static List<String> leaving(
      StagedCatalog staged, RuleCompiler compiler, Pipeline.Others others) {
    if (staged.catalog().transform().isEmpty()) {
      return List.of();
    }
    Pipeline pipeline = Pipeline.over(staged.scan(), false, staged.catalog(), compiler, others);
    List<String> statements = new ArrayList<>(pipeline.leftOut());
    statements.add(pipeline.leaving() + pipeline.order());
    pipeline.faults().stream().map(Fault::records).forEach(statements::add);
    return statements;
  }

  private record Others(Map<String, StagedCatalog> staged) implements Pipeline.Others {
    @Override
    public String relation(String id) {
      return one(id).scan();
    }

    @Override
    public Catalog catalog(String id) {
      return one(id).catalog();
    }

    private StagedCatalog one(String id) {
      return Objects.requireNonNull(staged.get(id));
    }
  }
}
