package dev.sage.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sage.architecture.Product.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A rule over no classes holds always. These tests show that the rules see what they judge.
class RulesCanFailTest {

  @Test
  void every_module_is_looked_at() {
    Set<String> packages =
        CLASSES.stream().map(type -> type.getPackageName()).collect(Collectors.toSet());

    assertThat(packages)
        .contains(
            "dev.sage.spi",
            "dev.sage.contract",
            "dev.sage.contract.rule",
            "dev.sage.engine",
            "dev.sage.orchestrator.execution",
            "dev.sage.metadata.database",
            "dev.sage.connector.postgresql",
            "dev.sage.cli",
            "dev.sage.server",
            "dev.sage.deploy.aws");
    assertThat(CLASSES.size()).isGreaterThan(80);
  }

  @Test
  void dependencies_between_modules_are_seen() {
    assertThatThrownBy(() ->
            noClasses()
                .that()
                .resideInAPackage(Product.CONTRACT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Product.SPI)
                .check(CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("dev.sage.contract.Rule");
  }

  @Test
  void calls_are_seen() {
    JavaClasses sinner = new ClassFileImporter().importClasses(Sinner.class);

    assertThatThrownBy(() -> noClasses().should().callMethod(Instant.class, "now").check(sinner))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> noClasses().should().callMethod(UUID.class, "randomUUID").check(sinner))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> noClasses().should().accessField(System.class, "out").check(sinner))
        .isInstanceOf(AssertionError.class);
  }

  /// Does what nobody may.
  static final class Sinner {
    void sin() {
      System.out.println(Instant.now() + " " + UUID.randomUUID());
    }
  }
}
