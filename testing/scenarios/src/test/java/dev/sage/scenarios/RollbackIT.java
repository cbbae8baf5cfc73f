package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table is replaced as a whole, and goes back to what it was.
final class RollbackIT {
  private static final int ROWS = 20_000;

  @TempDir private static Path folder;
  private static Warehouse warehouse;
  private static Desk desk;
  private static Path contract;

  @BeforeAll
  static void open() {
    warehouse = Warehouse.open(folder.resolve("home"));
    desk = new Desk(folder, folder.resolve("home"));
    contract =
        desk.file("contract.yaml", Yaml.header("name: a, type: texto", "name: b, type: entero"));
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @Test
  void a_table_of_many_parts_is_replaced_and_goes_back_and_forth() {
    full("enero", 1);
    full("febrero", 2);
    assertThat(shown()).isEqualTo("2");

    Ran back = desk.sage("rollback", "entera");
    assertThat(back.exit()).as(back.err()).isZero();
    assertThat(back.out()).contains("La tabla public.entera muestra la versión 1.");
    assertThat(shown()).isEqualTo("1");

    assertThat(desk.sage("rollback", "entera", "--version", "2", "--lang", "en").out())
        .contains("The table public.entera shows version 2.");
    assertThat(shown()).isEqualTo("2");

    Ran list = desk.sage("rollback", "entera", "--list", "--format", "json");
    assertThat(list.exit()).isZero();
    assertThat(list.out()).contains("\"state\":\"shown\"").contains("\"rows\":" + ROWS);
    assertThat(shown()).isEqualTo("2");

    assertThat(desk.sage("rollback", "entera", "--version", "7").exit()).isEqualTo(2);
    assertThat(desk.sage("rollback", "ninguna").exit()).isEqualTo(2);
    assertThat(desk.sage("rollback", "entera", "--to", "postgresql://x@127.0.0.1:1/y").exit())
        .isEqualTo(3);
  }

  private static void full(String name, int value) {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> "t" + i + ";" + value + "\n")
            .collect(Collectors.joining());
    Path data = desk.file("datos.csv", "a;b\n" + rows);
    Ran ran =
        desk.sage(
            "run",
            contract,
            data,
            "--table",
            "entera",
            "--strategy",
            "FULL",
            "--part-size",
            "16KiB",
            "--out",
            desk.path(name));
    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  /// The only value of the rows, if all of them are there.
  private static String shown() {
    List<List<String>> row =
        Tables.postgresql(
            warehouse.url(), "SELECT count(*), count(DISTINCT a), min(b), max(b) FROM entera");
    List<String> cells = row.getFirst();
    assertThat(cells.subList(0, 2)).containsOnly(Integer.toString(ROWS));
    assertThat(cells.get(2)).isEqualTo(cells.get(3));
    return cells.get(2);
  }
}
