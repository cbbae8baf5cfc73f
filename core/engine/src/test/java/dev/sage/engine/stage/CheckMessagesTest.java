package dev.sage.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.Constraints;
import dev.sage.contract.Field;
import dev.sage.contract.Reading;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckMessagesTest {

  @Test
  void a_number_is_shown_as_the_contract_writes_it() {
    Reading spanish = new Reading(false, List.of(), List.of(), ',', Optional.of('.'));

    assertThat(type(ValueType.WHOLE, Reading.DEFAULT).es()).contains("por ejemplo 1250");
    assertThat(type(ValueType.WHOLE, spanish).es()).contains("por ejemplo 1.250");
    assertThat(type(new ValueType.Decimal(12, 2), spanish).es())
        .contains("como 1.250,75, con «,»", "hasta 10 cifras antes y 2 después");
    assertThat(type(ValueType.DECIMAL, Reading.DEFAULT).en())
        .contains("like 1250.75", "decimal_separator");
  }

  @Test
  void an_example_fits_into_the_type() {
    assertThat(decimal(3, 1)).contains("like 12.7,", "at most 2 digits before and 1 after");
    assertThat(decimal(1, 1)).contains("like 0.7,");
    assertThat(decimal(2, 0)).contains("like 12,");
  }

  private static String decimal(int precision, int scale) {
    return type(new ValueType.Decimal(precision, scale), Reading.DEFAULT).en();
  }

  @Test
  void dates_are_shown_in_the_formats_of_the_contract() {
    Reading formats =
        new Reading(
            false, List.of(), List.of("dd/MM/yyyy", "yyyy-MM-dd'T'HH:mm"), '.', Optional.empty());

    assertThat(type(ValueType.DATE, formats).es())
        .isEqualTo("no es una fecha válida; escríbala como 31/01/2026 o 2026-01-31T08:30");
    assertThat(type(ValueType.DATE, Reading.DEFAULT).en()).contains("2026-01-31");
  }

  @Test
  void a_pattern_comes_with_an_example_where_one_can_be_made_up() {
    Field field = field(ValueType.TEXT, Reading.DEFAULT);

    assertThat(CheckMessages.pattern(field, "^V-[0-9]{5}$").es())
        .isEqualTo("no tiene la forma que se pide; escríbalo como V-12345 (patrón ^V-[0-9]{5}$)");
    assertThat(CheckMessages.pattern(field, "(?i)v").en())
        .isEqualTo("does not have the form asked for (pattern (?i)v)");
  }

  @Test
  void one_is_said_in_the_singular() {
    Field field = field(ValueType.TEXT, Reading.DEFAULT);

    assertThat(CheckMessages.maxLength(field, 1).es()).endsWith("1 carácter");
    assertThat(CheckMessages.minLength(field, 2).en()).endsWith("2 characters");
  }

  private static Message type(ValueType type, Reading reading) {
    return CheckMessages.type(field(type, reading));
  }

  private static Field field(ValueType type, Reading reading) {
    return new Field("x", type, false, false, Constraints.NONE, reading, List.of());
  }
}
