package dev.sage.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataFailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08000", "08001", "08003", "08006", "08P01", "57P01", "57P02", "57P03", "53300", "53100",
        "53200", "40001", "40P01", "55P03", "57014", "25006", "58030"
      })
  void whatPassesIsUnreachable(String state) {
    assertThat(code(state)).isEqualTo(ErrorCode.METADATA_UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, SETTINGS_INVALID",
    "28000, SETTINGS_INVALID",
    "3D000, SETTINGS_INVALID",
    "42501, SETTINGS_INVALID",
    "08004, SETTINGS_INVALID",
    "23505, CONFLICT",
    "23503, CONFLICT",
    "22001, USAGE",
    "22021, USAGE",
    "23514, INTERNAL",
    "42P01, INTERNAL",
    "42601, INTERNAL"
  })
  void whatDoesNotPassIsToldApart(String state, ErrorCode code) {
    assertThat(code(state)).isEqualTo(code);
  }

  @Test
  void aPoolThatGetsNoConnectionSaysWhy() {
    assertThat(MetadataFailure.of(new SQLTransientConnectionException("timed out")))
        .isEqualTo(MetadataFailure.UNREACHABLE);
    assertThat(
            MetadataFailure.of(
                new SQLTransientConnectionException(
                    "timed out", new SQLException("no password", "28P01"))))
        .isEqualTo(MetadataFailure.REFUSED);
  }

  @Test
  void theWordsOfTheServerStayBehind() {
    SQLException cause = new SQLException("invalid input: \"valor secreto\"", "22P02");

    RuntimeException told =
        MetadataFailure.explain(new IllegalStateException(cause), "db:5432/meta");

    assertThat(told)
        .isInstanceOf(SageException.class)
        .hasNoCause()
        .hasMessageContaining("db:5432/meta")
        .hasMessageContaining("22P02")
        .hasMessageNotContaining("valor");
  }

  @Test
  void whatIsNoSqlStaysWhatItIs() {
    IllegalStateException bug = new IllegalStateException("bug");

    assertThat(MetadataFailure.explain(bug, "x")).isSameAs(bug);
  }

  private static ErrorCode code(String state) {
    return MetadataFailure.explain(new SQLException("x", state), "x").code();
  }
}
