package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadOutcome.Status;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a new version keeps of the table that it replaces.
@Timeout(60)
final class FullIT {
  private static final LoadColumn[] COLUMNS = {
    required("id", ValueType.WHOLE), column("t", ValueType.TEXT)
  };

  @RegisterExtension private static final Database database = new Database();

  @BeforeEach
  void clean() {
    database.clean();
  }

  @Test
  void aTableThatIsNotThereIsMadeWithItsKey() {
    LoadRequest request = Database.full("ventas", List.of("id"), COLUMNS);

    assertThat(full(request, 1, 2, 3).rows()).isEqualTo(3);

    assertThat(ids()).containsExactly("1", "2", "3");
    assertThat(indexes("ventas")).containsExactly("ventas_pkey|(id)|t");
    assertThat(versions()).containsExactly("1|shown|3");
  }

  @Test
  void theRowsAreReplacedAndTheOldOnesKept() {
    LoadRequest request = Database.full("ventas", List.of("id"), COLUMNS);
    full(request, 1, 2, 3);
    full(request, 4, 5);

    assertThat(ids()).containsExactly("4", "5");
    assertThat(database.query("SELECT id FROM ventas__v1 ORDER BY 1"))
        .containsExactly("1", "2", "3");
    assertThat(indexes("ventas")).containsExactly("ventas_pkey|(id)|t");
    assertThat(indexes("ventas__v1")).containsExactly("ventas__v1_i0|(id)|t");
    assertThat(versions()).containsExactly("1|kept|3", "2|shown|2");
  }

  @Test
  void anEmptyDeliveryMakesAnEmptyTable() {
    LoadRequest request = Database.full("ventas", List.of(), COLUMNS);
    full(request, 1);
    full(request);

    assertThat(ids()).isEmpty();
  }

  @Test
  void oneVersionMoreThanAreKeptIsDropped() {
    LoadRequest request = Database.full("ventas", List.of("id"), COLUMNS);
    for (long i = 1; i <= 5; i++) {
      full(request, i);
    }
    assertThat(versions()).containsExactly("3|kept|1", "4|kept|1", "5|shown|1");
    assertThat(relations())
        .containsExactly("sage_commits", "sage_versions", "ventas", "ventas__v3", "ventas__v4");
  }

  @Test
  void anExecutionThatIsLoadedBuildsNothing() {
    LoadRequest request = Database.full("ventas", List.of("id"), COLUMNS);
    UUID execution = UUID.randomUUID();
    load(database.destination(), execution, request, Rows.numbered(1));
    Rows again = Rows.numbered(2);

    assertThat(load(database.destination(), execution, request, again).status())
        .isEqualTo(Status.ALREADY_LOADED);
    assertThat(again.opened()).isZero();
    assertThat(ids()).containsExactly("1");
    assertThat(relations()).containsExactly("sage_commits", "sage_versions", "ventas");
  }

  private static LoadOutcome full(LoadRequest request, long... ids) {
    return load(database.destination(), UUID.randomUUID(), request, Rows.numbered(ids));
  }

  private static List<String> ids() {
    return database.query("SELECT id FROM ventas ORDER BY id");
  }

  private static List<String> versions() {
    return database.query(
        """
        SELECT version, CASE WHEN since IS NULL THEN 'built' WHEN until IS NULL THEN 'shown' ELSE 'kept' END, rows
        FROM sage_versions WHERE table_name = 'ventas' ORDER BY version
        """);
  }

  private static List<String> relations() {
    return database.query(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1");
  }

  private static List<String> indexes(String table) {
    return database.query(
        """
        SELECT i.relname, substring(pg_get_indexdef(i.oid) from '\\(.*$'), x.indisprimary
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
        WHERE x.indrelid = '%s'::regclass ORDER BY 1
        """
            .formatted(table));
  }
}
