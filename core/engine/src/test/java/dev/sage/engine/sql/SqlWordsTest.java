package dev.sage.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlWordsTest {
  @Test
  void whatIsInQuotesIsNoWord() {
    assertThat(SqlWords.strangers("SELECT 'x''; DROP --' AS \"a\"\"; /*\" FROM (t)")).isEmpty();
  }

  @Test
  void whatIsOutsideIs() {
    assertThat(SqlWords.strangers("SELECT 'x'; DROP TABLE v --'")).contains(";", "--");
    assertThat(SqlWords.strangers("SELECT 1 FROM secretos")).containsExactly("secretos");
    assertThat(SqlWords.strangers("SELECT $$x$$")).contains("$");
    assertThat(SqlWords.strangers("SELECT ñ")).isNotEmpty();
  }

  @Test
  void quotesThatMeanSomethingElseAre() {
    assertThat(SqlWords.strangers("SELECT e'x\\'; --'")).isNotEmpty();
    assertThat(SqlWords.strangers("SELECT 'x")).containsExactly("a quote that is not closed");
    assertThat(SqlWords.strangers("SELECT 'x''")).containsExactly("a quote that is not closed");
    assertThat(SqlWords.strangers("SELECT \"x' FROM v")).isNotEmpty();
  }
}
