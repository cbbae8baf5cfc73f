package dev.sage.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Diagnosis.Status;
import dev.sage.spi.Message;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ExaminerTest {

  @ParameterizedTest
  @CsvSource({
    "90624, 9.6.24, FAILED",
    "140019, 14.19, FAILED",
    "149999, 14.9999, FAILED",
    "150000, 15beta1, OK",
    "160004, '16.4 (Debian 16.4-1.pgdg120+1)', OK",
    "180006, 18.6, OK",
    "190000, 19devel, OK",
  })
  void versionsFromFifteenOnAreSupported(int number, String name, Status status) {
    Diagnosis version = ServerChecks.version(number, name);

    assertThat(version.status()).isEqualTo(status);
    assertThat(version.seen().en()).isEqualTo("PostgreSQL " + name);
    assertThat(version.advice().isPresent()).isEqualTo(status == Status.FAILED);
  }

  @Test
  void littleRoomIsAWarningAndUnknownRoomIsSaid() {
    long gibibyte = 1L << 30;

    Diagnosis little = DiskCheck.judged(5 << 20, OptionalLong.of(gibibyte - 1), "");
    assertThat(little.status()).isEqualTo(Status.WARNING);
    assertThat(little.seen().es()).isEqualTo("la base de datos ocupa 5 MiB; libres 1024 MiB");
    assertThat(DiskCheck.judged(0, OptionalLong.of(gibibyte), "").status()).isEqualTo(Status.OK);

    Diagnosis unknown = DiskCheck.judged(3 * gibibyte / 2, OptionalLong.empty(), " (ts: /x)");
    assertThat(unknown.status()).isEqualTo(Status.OK);
    assertThat(unknown.seen().en())
        .isEqualTo("the database takes 2 GiB (ts: /x); how much is free cannot be seen from here");
  }

  @Test
  void factsStandInTheirPlacesEvenWhenTheyLookLikeOne() {
    Message text = Check.text("{} antes de {}.", "{} before {}.", "{}", "%s");

    assertThat(text.es()).isEqualTo("{} antes de %s.");
    assertThat(text.en()).isEqualTo("{} before %s.");
  }

  @ParameterizedTest
  @EnumSource
  void everyCheckHasANameForProgramsAndOneForPeople(Check check) {
    Diagnosis diagnosis = check.notTried();

    assertThat(diagnosis.name()).isEqualTo(check.name().toLowerCase(Locale.ROOT));
    assertThat(diagnosis.title().es()).isNotBlank();
    assertThat(diagnosis.title().en()).isNotBlank();
  }
}
