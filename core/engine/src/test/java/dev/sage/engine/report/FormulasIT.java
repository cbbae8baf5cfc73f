package dev.sage.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.sql.Sql;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasIT {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
  void what_begins_like_a_formula_is_made_a_text(String cell) {
    assertThat(Formulas.defused(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @CsvSource({"1-1", "a=b", "''", "ñ", "' =1'", "\uFF1D1"})
  void everything_else_stays_as_it_is(String cell) {
    assertThat(Formulas.defused(cell)).isEqualTo(cell);
  }

  /// `rejects/*.errors.csv` is written by the database and the page by Java: by one rule.
  @Test
  void the_database_does_the_same() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (char first = 1; first < 300; first++) {
        String cell = first + "x";
        assertThat(inDatabase(statement, cell)).isEqualTo(Formulas.defused(cell));
      }
      assertThat(inDatabase(statement, "")).isEmpty();
    }
  }

  private static String inDatabase(Statement statement, String cell) throws SQLException {
    String sql =
        "SELECT " + Formulas.defusedSql("t") + " FROM (SELECT " + Sql.literal(cell) + " AS t)";
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
