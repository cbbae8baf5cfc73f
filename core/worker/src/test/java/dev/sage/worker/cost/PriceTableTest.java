package dev.sage.worker.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PriceTableTest {
  private static final Map<String, String> WHOLE =
      Map.ofEntries(
          Map.entry("lambda.gb_second.x86_64", "0.00002"),
          Map.entry("lambda.gb_second.arm64", "0.00001"),
          Map.entry("lambda.disk_gb_second", "0"),
          Map.entry("lambda.request_million", "1"),
          Map.entry("s3.put_thousand", "2"),
          Map.entry("s3.get_thousand", "3"),
          Map.entry("dynamodb.write_million", "4"),
          Map.entry("dynamodb.read_million", "5"),
          Map.entry("sqs.request_million", "6"),
          Map.entry("logs.gb", "7"),
          Map.entry("transfer.gb", "8"));

  @Test
  void the_built_in_one_is_dated_and_knows_regions() {
    PriceTable table = PriceTable.builtIn();

    assertThat(table.date()).hasYear(2025);
    assertThat(table.regions()).contains("us-east-1", "eu-west-1");
    Prices prices = table.find("us-east-1", Architecture.ARM64).orElseThrow();
    assertThat(prices.gbSecond()).isEqualByComparingTo("0.0000133334");
    assertThat(prices.put()).isEqualByComparingTo("0.000005");
    assertThat(table.find("mars-1", Architecture.ARM64)).isEmpty();
  }

  @Test
  void one_of_ones_own_is_written_like_it() throws IOException {
    PriceTable table = of("date = 2026-11-22\n" + whole("aqui"));

    Prices prices = table.find("aqui", Architecture.X86_64).orElseThrow();
    assertThat(prices.gbSecond()).isEqualByComparingTo("0.00002");
    assertThat(prices.invocation()).isEqualByComparingTo("0.000001");
    assertThat(prices.lockRead()).isEqualByComparingTo("0.000005");
    assertThat(prices.withGbSecond(prices.put()).gbSecond()).isEqualByComparingTo("0.002");
  }

  @Test
  void every_problem_is_said_at_once() {
    assertThatThrownBy(() -> of("aqui.logs.gb = -1\naqui.s3.put_tousand = 1\n"))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID))
        .hasMessageContaining("precios: date")
        .hasMessageContaining("aqui.s3.put_tousand")
        .hasMessageContaining("aqui.logs.gb: dollars")
        .hasMessageContaining("aqui.transfer.gb: dollars");
  }

  private static PriceTable of(String text) throws IOException {
    return PriceTable.of(new StringReader(text), "precios");
  }

  private static String whole(String region) {
    return WHOLE.entrySet().stream()
        .map(e -> region + "." + e.getKey() + " = " + e.getValue())
        .collect(Collectors.joining("\n"));
  }
}
