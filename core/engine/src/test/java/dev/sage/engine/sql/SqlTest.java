package dev.sage.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.SageException;
import org.junit.jupiter.api.Test;

final class SqlTest {
  @Test
  void doublesTheQuotesInside() {
    assertThat(Sql.identifier("a\"b'c")).isEqualTo("\"a\"\"b'c\"");
    assertThat(Sql.literal("a\"b'c\\")).isEqualTo("'a\"b''c\\'");
  }

  @Test
  void refusesNul() {
    assertThatThrownBy(() -> Sql.literal("a\0")).isInstanceOf(SageException.class);
    assertThatThrownBy(() -> Sql.identifier("\0")).isInstanceOf(SageException.class);
  }
}
