package dev.sage.engine.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void ids_are_made_of_the_names_of_files() {
    assertThat(Identifiers.of("Ventas Lima 2026-01-31.csv")).isEqualTo("ventas_lima");
    assertThat(Identifiers.of("entrega/ÑANDÚ_20260131.txt")).isEqualTo("nandu");
    assertThat(Identifiers.of("2026.csv")).isEqualTo("c_2026");
    assertThat(Identifiers.of("20260131.csv")).isEqualTo("datos");
    assertThat(Identifiers.of("日本.csv")).isEqualTo("datos");
    assertThat(Identifiers.of("x".repeat(300))).hasSize(50);
  }

  @Test
  void no_id_is_given_twice() {
    Identifiers ids = new Identifiers();
    assertThat(List.of(ids.unused("a.csv"), ids.unused("A.txt"), ids.unused("á.json")))
        .containsExactly("a", "a_2", "a_3");
  }

  @Test
  void the_words_of_a_name_have_no_case_and_no_accents() {
    assertThat(Identifiers.words("códigoCliente_2")).containsExactly("codigo", "cliente", "2");
    assertThat(Codes.isNamedSo("CÓDIGO DE CLIENTE")).isTrue();
    assertThat(Codes.isNamedSo("cantidad")).isFalse();
  }

  @Test
  void odd_names_are_mended_such_that_a_contract_takes_them() {
    List<String> odd = List.of("id", "ID", "", "a\nb", "campo_3", "id_2");
    assertThat(FieldNames.areNames(odd)).isFalse();
    List<String> mended = FieldNames.mended(odd, 7);
    assertThat(mended)
        .containsExactly("id", "ID_2", "campo_3", "a b", "campo_3_2", "id_2_2", "campo_7");
    assertThat(FieldNames.areNames(mended)).isTrue();
  }

  @Test
  void the_shapes_of_dates_and_how_they_are_written() {
    assertThat(DateShapes.of("99/99/9999", "")).containsExactly("dd/MM/yyyy", "MM/dd/yyyy");
    assertThat(DateShapes.of("9999-99-99T99:99:99Z", ""))
        .containsExactly("yyyy-MM-dd'T'HH:mm:ss'Z'");
    assertThat(DateShapes.of("9999-99-99 99:99-99:99", "-05:00"))
        .containsExactly("yyyy-MM-dd HH:mm-05:00");
    assertThat(DateShapes.of("9999-99-99 99:99-99:99", "")).isEmpty();
    assertThat(DateShapes.of("9/9/9999", "")).isEmpty();
    assertThat(DateShapes.isUsual("99-99-9999 99:99:99.999")).isTrue();
    assertThat(DateShapes.isUsual("9999/99/99")).isFalse();
    assertThat(DateShapes.isDoubtful("99/99/9999 99:99")).isTrue();
    assertThat(DateShapes.isDoubtful("99/99-9999")).isFalse();
  }
}
