package dev.sage.bench.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommitsTest {
  private final Commits commits = new Commits();

  @Test
  void a_simple_commit_is_one() {
    assertThat(commits.by('Q', bytes("COMMIT\0"))).isTrue();
    assertThat(commits.by('Q', bytes("SELECT 'COMMIT'\0"))).isFalse();
  }

  @Test
  void a_parsed_commit_commits_each_time_that_it_is_bound() {
    assertThat(commits.by('P', bytes("S_1\0COMMIT\0\0\0"))).isFalse();
    assertThat(commits.by('B', bytes("\0S_1\0\0\0"))).isTrue();
    assertThat(commits.by('B', bytes("\0S_1\0\0\0"))).isTrue();
  }

  @Test
  void a_name_that_is_parsed_anew_means_what_it_was_parsed_for_last() {
    commits.by('P', bytes("\0COMMIT\0"));
    commits.by('P', bytes("\0BEGIN\0"));
    assertThat(commits.by('B', bytes("\0\0"))).isFalse();
  }

  @Test
  void rows_do_not_commit_whatever_is_in_them() {
    assertThat(commits.by('d', bytes("COMMIT\0"))).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
