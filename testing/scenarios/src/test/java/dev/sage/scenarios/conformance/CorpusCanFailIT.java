package dev.sage.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sage.testing.conformance.Case;
import dev.sage.testing.conformance.CaseFile;
import dev.sage.testing.conformance.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cases that are wrong are noticed.
final class CorpusCanFailIT {
  private static final String HEAD = "title: t\nsays: s\nkind: ";
  private static final String CELLS = HEAD + "cells\ncases:\n";
  private static final String FILES =
      HEAD
          + """
          files
          format: {type: CSV, delimiter: ";", header: true}
          fields: [{name: a, type: entero}, {name: b, type: texto}]
          cases:
          """;
  private static final String RULES =
      HEAD
          + """
          rules
          tables:
            v:
              fields: [{name: a, type: entero}]
              data: |
                a
                1
                2
          cases:
          """;
  private static final String REFUSED =
      HEAD
          + """
          refused
          tables: {v: {fields: [{name: a, type: entero}]}}
          cases:
          """;

  @TempDir private Path folder;

  private List<String> differences(String yaml) throws IOException, SQLException {
    CaseFile file = Corpus.fileOf("test", yaml);
    CaseCheck check = new CaseCheck(folder);
    List<String> all = new ArrayList<>();
    for (Case one : file.cases()) {
      all.addAll(check.differences(file, one));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CELLS + "- {name: a good one, field: {type: entero}, cells: {'5': 5, x: TYPE, '': null}}",
        FILES
            + "- {name: a, data: \"a;b\\n1;x\\ny;\\n\", accepted: 1, rejected: 1, rows: [[1, x]],"
            + " findings: [{code: TYPE, record: 2, line: 3, column: a, value: y, message: whole}]}",
        RULES
            + "- {name: a, frame: \"df['a'] > 1\", plain: a > 1, fails: [1]}\n"
            + "- {name: b, plain: sum(a) > 3, holds: false}\n- {name: c, plain: a > 0, fails: []}",
        REFUSED
            + "- {name: a, rule: \"→b > 1\", message: \"no field 'b'\"}\n"
            + "- {name: b, declares: \"{type: entero, min: →x}\", message: not a value}"
      })
  void rightCasesPass(String yaml) throws IOException, SQLException {
    assertThat(differences(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CELLS + "- {name: another value, field: {type: entero}, cells: {'5': 6}}",
        CELLS + "- {name: no null, field: {type: texto}, cells: {'': x}}",
        CELLS + "- {name: not bad, field: {type: entero}, cells: {'5': TYPE, '': null}}",
        CELLS + "- {name: bad, field: {type: entero}, cells: {x: x}}",
        CELLS + "- {name: another code, field: {type: entero}, cells: {x: REQUIRED, '': null}}",
        FILES + "- {name: counts, data: \"a;b\\n1;x\\n\", accepted: 2}",
        FILES + "- {name: rejected, data: \"a;b\\n1;x\\n\", accepted: 0, rejected: 1}",
        FILES + "- {name: rows, data: \"a;b\\n1;x\\n\", accepted: 1, rows: [[1, y]]}",
        FILES + "- {name: no rows, data: \"a;b\\n1;x\\n\", accepted: 1, rows: [[1, x], [1, x]]}",
        FILES + "- {name: not all findings, data: \"a;b\\ny;x\\n\", accepted: 0, rejected: 1}",
        FILES
            + "- {name: a line, data: \"a;b\\ny;x\\n\", accepted: 0, rejected: 1,"
            + " findings: [{code: TYPE, record: 1, line: 1, column: a}]}",
        FILES
            + "- {name: a value, data: \"a;b\\ny;x\\n\", accepted: 0, rejected: 1,"
            + " findings: [{code: TYPE, record: 1, line: 2, column: a, value: z}]}",
        FILES
            + "- {name: too many findings, data: \"a;b\\n1;x\\n\", accepted: 1,"
            + " findings: [{code: TYPE, record: 1, line: 2, column: a}]}",
        RULES + "- {name: a record, plain: a > 1, fails: [2]}",
        RULES + "- {name: none, plain: a > 1, fails: []}",
        RULES + "- {name: one of two, frame: \"df['a'] > 1\", plain: a > 0, fails: [1]}",
        RULES + "- {name: holds, plain: sum(a) > 3, holds: true}",
        RULES + "- {name: does not, plain: sum(a) = 3, holds: false}",
        RULES + "- {name: records not whole, plain: a > 1, holds: false}",
        REFUSED + "- {name: another place, rule: \"b →> 1\", message: \"no field 'b'\"}",
        REFUSED + "- {name: other words, rule: \"→b > 1\", message: \"no field 'c'\"}",
        REFUSED + "- {name: nothing wrong, rule: \"→a > 1\", message: \"\"}",
        REFUSED + "- {name: no matter of a schema, rule: \"→b > 1\", message: \"\", beyond: false}",
        REFUSED
            + "- {name: of a schema, declares: \"{type: entero, min: →x}\", message: \"\","
            + " beyond: true}"
      })
  void wrongCasesDoNot(String yaml) throws IOException, SQLException {
    assertThat(differences(yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CELLS + "- {name: a, field: {type: entero}, cells: {}}",
        CELLS + "- {name: a, field: {type: entero}, cells: {x: TYPE}}",
        CELLS + "- {name: a, field: {type: entero}}",
        CELLS + "- {name: a, field: {type: entero}, cells: {'5': 5}, sais: x}",
        CELLS + "- {name: a, field: {type: entero}, cells: {'5': 5, '5': 5}}",
        CELLS
            + "- {name: a, field: {type: entero}, cells: {'5': 5}}\n"
            + "- {name: a, field: {type: entero}, cells: {'5': 5}}",
        FILES + "- {name: a, data: x}",
        FILES + "- {name: a, data: x, accepted: 1, expected: 1}",
        FILES + "- {name: a, data: x, accepted: 1, findings: [{cod: TYPE}]}",
        FILES + "- {name: a, data: x, accepted: one}",
        RULES + "- {name: a, plain: a > 1}",
        RULES + "- {name: a, plain: a > 1, fails: [1], holds: false}",
        RULES + "- {name: a, fails: [1]}",
        RULES + "- {name: a, plain: a > 1, fail: [1]}",
        REFUSED + "- {name: a, rule: b > 1, message: x}",
        REFUSED + "- {name: a, rule: \"→b > 1\"}",
        HEAD + "cels\ncases: []",
        "title: t\nsays: s\ncases: []"
      })
  void casesThatExpectNothingOrHaveUnknownKeysAreNotRead(String yaml) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Corpus.fileOf("test", yaml))
        .withMessageContaining("test, line ");
  }

  @Test
  void aRuleThatIsNotEvaluatedIsNoRuleThatHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> differences(RULES + "- {name: a, plain: b > 1, fails: []}"));
  }
}
