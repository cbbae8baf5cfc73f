package dev.sage.metadata;

import dev.sage.connector.postgresql.Warehouse;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real PostgreSQL with the metadata's tables, one for all tests, empty before each.
public final class TestDatabase implements BeforeAllCallback, BeforeEachCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(TestDatabase.class);

  private Optional<Open> open = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext context) {
    open =
        Optional.of(
            context
                .getRoot()
                .getStore(HERE)
                .computeIfAbsent("open", _ -> Open.start(), Open.class));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    clear();
  }

  public MetadataDatabase get() {
    return open.orElseThrow().database;
  }

  /// Of the database that the tests use.
  public String url() {
    return open.orElseThrow().url;
  }

  /// Everything but what the migrations put there.
  public void clear() {
    List<String> tables =
        query(
            """
            SELECT quote_ident(tablename) AS v FROM pg_tables
            WHERE schemaname = 'public'
              AND tablename NOT IN ('transiciones_ejecucion', 'sage_migraciones')
            """);
    run("TRUNCATE " + String.join(", ", tables) + " CASCADE");
  }

  public int run(String sql) {
    return get().inTransaction(session -> session.sql(sql).update());
  }

  /// The column `v`.
  public List<String> query(String sql) {
    return get()
        .inTransaction(
            (Session session) -> session.sql(sql).list(row -> row.maybeText("v").orElse("∅")));
  }

  /// A server that runs.
  private record Open(Warehouse warehouse, MetadataDatabase database, String url)
      implements AutoCloseable {
    static Open start() {
      Warehouse warehouse = Warehouse.open(Path.of("target", "postgresql").toAbsolutePath());
      String name = "pruebas" + ProcessHandle.current().pid();
      return new Open(
          warehouse,
          MetadataDatabase.openBeside(warehouse.url(), name),
          warehouse.url().replaceFirst("/[^/]*$", "/" + name));
    }

    @Override
    public void close() {
      database.close();
      warehouse.close();
    }
  }
}
