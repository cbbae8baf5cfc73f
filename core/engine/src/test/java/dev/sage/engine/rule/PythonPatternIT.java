package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.contract.pattern.PythonPattern.Mode;
import dev.sage.engine.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Patterns against what Python itself answered.
final class PythonPatternIT {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u(.{4})|\\\\U(.{8})");

  @Test
  void matchesWhatPythonMatches() throws Exception {
    List<String> texts = new ArrayList<>();
    int checked = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (i INTEGER, x VARCHAR)");
      for (String line : lines()) {
        String[] cells = line.split("\t", -1);
        if (cells[0].equals("T")) {
          statement.execute(
              "INSERT INTO t VALUES (" + texts.size() + ", " + Sql.literal(read(cells[1])) + ")");
          texts.add(read(cells[1]));
        } else if (cells[0].equals("P")) {
          checked += check(statement, texts, cells);
        }
      }
    }
    assertThat(checked).isGreaterThan(140);
  }

  /// How many modes of the pattern RE2 can say. The other matcher answers for all of them.
  private static int check(Statement statement, List<String> texts, String[] cells)
      throws SQLException {
    int checked = 0;
    for (Mode mode : Mode.values()) {
      PythonPattern.Parsed parsed = PythonPattern.parse(read(cells[1]), mode);
      assertThat(parsed).as(cells[1]).isInstanceOf(PythonPattern.Parsed.Good.class);
      PythonPattern pattern = ((PythonPattern.Parsed.Good) parsed).pattern();
      assertThat(matches(texts, pattern)).as("%s", pattern).isEqualTo(cells[column(mode)]);
      if (pattern.re2().isPresent()) {
        assertThat(matches(statement, pattern.re2().get()))
            .as("%s as %s", pattern, pattern.re2())
            .isEqualTo(cells[column(mode)]);
        checked++;
      }
    }
    return checked;
  }

  private static String matches(List<String> texts, PythonPattern pattern) {
    return IntStream.range(0, texts.size())
        .filter(i -> pattern.match(texts.get(i)) == PythonPattern.Answer.YES)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  private static int column(Mode mode) {
    return switch (mode) {
      case SEARCH -> 2;
      case MATCH -> 3;
      case FULL -> 4;
    };
  }

  private static String matches(Statement statement, String re2) throws SQLException {
    String sql =
        "SELECT coalesce(string_agg(i, ',' ORDER BY i), '') FROM t WHERE regexp_matches(x, "
            + Sql.literal(re2)
            + ")";
    try (ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PythonPatternIT.class.getResourceAsStream("python-patterns.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String read(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                Character.toString(
                    Integer.parseInt(
                        match.group(1) == null ? match.group(2) : match.group(1), 16))));
  }
}
