package dev.sage.bench.pandas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.bench.pandas.RuleOutcome.Fails;
import dev.sage.bench.pandas.RuleOutcome.Refused;
import dev.sage.bench.pandas.RuleOutcome.Whole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleOutcomeTest {
  private static final RuleOutcome ONE = new Fails(Map.of("v", List.of(1L)));
  private static final RuleOutcome NONE = new Fails(Map.of());

  @Test
  void theSameRecordsAgreeAndOthersDoNot() {
    assertThat(ONE.agreesWith(new Fails(Map.of("v", List.of(1L))))).isTrue();
    assertThat(ONE.agreesWith(new Fails(Map.of("v", List.of(1L, 2L))))).isFalse();
    assertThat(ONE.agreesWith(new Fails(Map.of("w", List.of(1L))))).isFalse();
    assertThat(ONE.agreesWith(NONE)).isFalse();
  }

  @Test
  void oneAnswerAgreesWithWhetherThereAreRecords() {
    assertThat(ONE.agreesWith(new Whole(false))).isTrue();
    assertThat(ONE.agreesWith(new Whole(true))).isFalse();
    assertThat(NONE.agreesWith(new Whole(true))).isTrue();
    assertThat(new Whole(false).agreesWith(new Whole(true))).isFalse();
    assertThat(new Whole(false).agreesWith(ONE)).isFalse();
  }

  @Test
  void aRefusalAgreesWithNothing() {
    assertThat(NONE.agreesWith(new Refused("TypeError"))).isFalse();
  }
}
