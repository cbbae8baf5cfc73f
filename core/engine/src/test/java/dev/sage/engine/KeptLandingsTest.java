package dev.sage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.Materialization;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptLandingsTest {

  @Test
  void a_landing_comes_back_as_it_was() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("z", "uno");
    columns.put("a", "dos");
    Materialization landing =
        new Materialization(
            "cli:dw.t",
            "ventas.día",
            "warehouse",
            new TableName("dw", "t=: \n"),
            Strategy.DELETE_INSERT,
            List.of("z", "a"),
            columns,
            List.of("b"),
            SchemaMode.EVOLVE);
    Properties values = new Properties();
    new KeptLandings(values).write(List.of(landing));

    Materialization read = new KeptLandings(values).read().getFirst();

    assertThat(read).isEqualTo(landing);
    assertThat(read.columns().keySet()).containsExactly("z", "a");
  }

  @Test
  void a_state_of_earlier_has_none() {
    assertThat(new KeptLandings(new Properties()).read()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://ana:secreto@h:5432/d | postgresql://ana@h:5432/d",
        "postgresql://ana:sec@re:to/?@h/d?sslmode=require | postgresql://ana@h/d?sslmode=require",
        "postgresql://ana:secreto | postgresql://",
        "postgresql://h/d?password=secreto | postgresql://",
        "postgresql://ana@h/secreto@d | postgresql://",
        "postgresql://ana:${env:SECRETO}secreto@h/d | postgresql://ana@h/d",
      })
  void passwords_are_not_kept(String given, String kept) {
    assertThat(KeptLandings.withoutPassword(given)).isEqualTo(kept).doesNotContain("secreto");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "warehouse",
        "postgresql://h/d",
        "postgresql://ana@h:5432/d?sslmode=require&connect_timeout=5",
        "postgresql://${env:USUARIO}@h/d",
        "postgresql://ana:${env:CLAVE}@h/d"
      })
  void what_holds_none_stays(String given) {
    assertThat(KeptLandings.withoutPassword(given)).isEqualTo(given);
  }
}
