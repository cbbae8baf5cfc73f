package dev.sage.contract;

import static dev.sage.contract.Contracts.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `default` of a field.
class DefaultsTest {
  private static Optional<String> instead(String field) {
    return Contracts.good(fields(field))
        .catalog("ventas")
        .orElseThrow()
        .fields()
        .getFirst()
        .reading()
        .instead();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, type: texto, default: 007} | 007",
        "{name: a, type: texto, default: no, enum: [si, no]} | no",
        "{name: a, type: texto, default: 'C-1', pattern: 'C-[0-9]'} | C-1",
        "{name: a, type: entero, default: 2.0, min: 2, max: 2} | 2.0",
        "{name: a, type: decimal, default: 1.5, decimal_separator: ','} | 1,5",
        "{name: a, type: decimal, default: '1.234,5', decimal_separator: ',', thousands_separator: '.'} | 1.234,5",
        "{name: a, type: fecha, default: 2024-02-29} | 2024-02-29",
        "{name: a, type: fecha, default: 2024-02-29, formats: [dd/MM/yy]} | 29/02/24",
        "{name: a, type: booleano, default: true} | true",
        "{name: a, type: entero, default: '1', enum: [1.0, 2]} | 1",
      })
  void isKeptAsAFileWouldHaveIt(String field, String value) {
    assertThat(instead(field)).contains(value);
  }

  @Test
  void nothingIsNoDefault() {
    assertThat(instead("{name: a, type: texto, default: }")).isEmpty();
    assertThat(instead("{name: a, type: entero}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, type: entero, default: →2.5} | is not a value of this field",
        "{name: a, type: entero, default: →[1]} | a list",
        "{name: a, type: booleano, default: →2} | is not a value of this field",
        "{name: a, type: fecha, default: →2023-02-29} | is not a value of this field",
        "{name: a, type: decimal, default: →'1.5', decimal_separator: ',', thousands_separator: '.'} | is not a value of this field",
        "{name: a, type: texto, default: →''} | is itself a null",
        "{name: a, type: texto, trim: true, default: →' '} | is itself a null",
        "{name: a, type: entero, null_values: ['0'], default: →0} | is itself a null",
        "{name: a, type: entero, min: 1, default: →0} | breaks 'min'",
        "{name: a, type: fecha, max: 2020-12-31, default: →2021-01-01} | breaks 'max'",
        "{name: a, type: texto, enum: [x], default: →X} | breaks 'enum'",
        "{name: a, type: texto, min_length: 2, default: →ñ} | breaks 'min_length'",
        "{name: a, type: texto, max_length: 1, default: →ñá} | breaks 'max_length'",
        "{name: a, type: texto, pattern: '[a-z]', default: →A} | breaks 'pattern'",
      })
  void mustBeAValueThatTheFieldTakes(String field, String words) {
    Contracts.problem(fields(field), true, words);
  }

  @Test
  void aUniqueFieldWithADefaultIsAWarning() {
    Contracts.problem(
        fields("{name: a, type: texto, unique: true, →default: x}"), false, "second empty cell");
  }

  @Test
  void groupsOfDigitsStandWhereTheyMay() {
    Contracts.problem(
        fields("{name: a, type: entero, thousands_separator: ',', min: →'12,34'}"),
        true,
        "is not a value of this field");
  }
}
