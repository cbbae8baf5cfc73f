package dev.sage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.Fault;
import dev.sage.testing.SalesFile;
import dev.sage.testing.SalesOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HandWrittenIT {
  @TempDir Path folder;

  @Test
  void thePeerCountsTheInjectedFaults() throws IOException, SQLException {
    var values = EnumSet.range(Fault.TYPE_WHOLE, Fault.ROW_RULE_DATE);
    SalesFile.write(new SalesOptions(4_000, 9, true, false, false, false, 11, values), folder);
    assertThat(counts())
        .containsEntry("read", 4_000L)
        .containsEntry("required", 11L)
        .containsEntry("codigo", 11L)
        .containsEntry("cliente", 11L)
        .containsEntry("cantidad_min", 11L)
        .containsEntry("cantidad_max", 11L)
        .containsEntry("precio_valido", 11L)
        .containsEntry("total_cuadra", 11L)
        .containsEntry("fecha_coherente", 11L)
        .containsEntry("type", 55L)
        .containsEntry("duplicates", 11L);
  }

  @Test
  void oddSpellingsThatTheContractAcceptsAreRead() throws IOException, SQLException {
    rows(
        "+1.00|C-00000001|Tienda Doña María|05/01/2024|2024-01-05T10:00|2.|1.5|3|SÍ|",
        " 3 |C-00000001|Tienda Doña María|20240105|2024-01-06| 3 |1.5e0|4.500|n|");
    assertThat(counts())
        .containsEntry("read", 2L)
        .containsEntry("type", 0L)
        .containsEntry("total_cuadra", 0L);
  }

  @Test
  void spellingsThatTheContractRefusesAreTypeErrors() throws IOException, SQLException {
    rows(
        "2.5|||||||||",
        "0x1F|||||||||",
        "1_000|||||||||",
        "9223372036854775808|||||||||",
        "1|||2024-1-5||||||",
        "2|||24-01-05||||||",
        "3|||10000-01-01||||||",
        "4||||2024-01-05 10:00:00Z|||||",
        "5|||||2.5||||",
        "6||||||1.234|||",
        "7|||||||NaN||",
        "8||||||||x|");
    assertThat(counts()).containsEntry("read", 12L).containsEntry("type", 12L);
  }

  private void rows(String... rows) throws IOException {
    String header = String.join("|", SalesFile.COLUMNS) + "\n";
    Files.writeString(folder.resolve("ventas.csv"), header + String.join("\n", rows) + "\n");
  }

  private java.util.Map<String, Long> counts() throws SQLException, IOException {
    return HandWritten.counts(folder.resolve("ventas.csv"), folder.resolve("staged"));
  }
}
