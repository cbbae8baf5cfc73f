package dev.sage.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static dev.sage.architecture.Product.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rules of CONTRIBUTING.md that a machine can check.
class HouseRulesTest {
  /// Classes of these packages wire the rest together: they may ask the machine for time and ids.
  private static final String[] WIRING = {
    "dev.sage.cli..",
    "dev.sage.server..",
    "dev.sage.lambda..",
    "dev.sage.bench..",
    "dev.sage.deploy.."
  };

  @Test
  void every_package_says_what_it_is_and_is_null_marked() {
    Set<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toSet());

    assertThat(unmarked).isEmpty();
  }

  @Test
  void classes_are_named_after_what_they_are() {
    classes()
        .should()
        .haveNameNotMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)(\\$.*)?")
        .check(CLASSES);
  }

  @Test
  void time_and_ids_are_given_and_not_taken() {
    for (ArchRule rule :
        new ArchRule[] {
          outsideWiring().callMethod(Instant.class, "now").allowEmptyShould(true),
          outsideWiring().callMethod(LocalDate.class, "now").allowEmptyShould(true),
          outsideWiring().callMethod(LocalDateTime.class, "now").allowEmptyShould(true),
          outsideWiring().callMethod(ZonedDateTime.class, "now").allowEmptyShould(true),
          outsideWiring().callMethod(UUID.class, "randomUUID").allowEmptyShould(true),
          outsideWiring().callMethod(System.class, "currentTimeMillis").allowEmptyShould(true),
          outsideWiring().callMethod(Math.class, "random").allowEmptyShould(true),
          outsideWiring().callConstructor(Random.class).allowEmptyShould(true)
        }) {
      rule.check(CLASSES);
    }
  }

  @Test
  void only_the_waits_for_another_process_sleep() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sage.connector.postgresql.Backoff")
        .and()
        .doNotHaveFullyQualifiedName("dev.sage.connector.postgresql.Cluster")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class)
        .check(CLASSES);
  }

  @Test
  void only_commands_write_to_the_streams_of_the_process() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WIRING)
        .and()
        .resideOutsideOfPackage("dev.sage.testing..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  @Test
  void nobody_ends_the_process_but_the_command() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WIRING)
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void no_optional_is_kept_in_a_field_of_a_class() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .areNotRecords()
        .should()
        .haveRawType(Optional.class)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void what_is_not_public_is_final_or_made_to_be_extended() {
    Set<String> open =
        CLASSES.stream()
            .filter(c -> !c.isInterface() && !c.isEnum() && !c.isRecord() && !c.isAnonymousClass())
            .filter(c -> c.getModifiers().stream().noneMatch(m -> isClosed(m.name())))
            .filter(c -> !c.getSimpleName().isEmpty() && !c.getSimpleName().equals("package-info"))
            .filter(c -> c.getAllSubclasses().isEmpty())
            .map(JavaClass::getName)
            .collect(Collectors.toSet());

    assertThat(open).isEmpty();
  }

  private static boolean isClosed(String modifier) {
    return Arrays.asList("FINAL", "ABSTRACT", "SYNTHETIC").contains(modifier);
  }

  private static ClassesShould outsideWiring() {
    return noClasses().that().resideOutsideOfPackages(WIRING).should();
  }
}
