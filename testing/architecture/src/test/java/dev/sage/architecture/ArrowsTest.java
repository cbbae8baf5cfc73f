package dev.sage.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.sage.architecture.Product.CLASSES;
import static dev.sage.architecture.Product.CLI;
import static dev.sage.architecture.Product.CONNECTORS;
import static dev.sage.architecture.Product.CONTRACT;
import static dev.sage.architecture.Product.DEPLOY;
import static dev.sage.architecture.Product.ENGINE;
import static dev.sage.architecture.Product.LAMBDA;
import static dev.sage.architecture.Product.METADATA;
import static dev.sage.architecture.Product.ORCHESTRATOR;
import static dev.sage.architecture.Product.SERVER;
import static dev.sage.architecture.Product.SPI;
import static dev.sage.architecture.Product.TESTING;
import static dev.sage.architecture.Product.WORKER;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// `spi <- contract <- engine <- worker <- orchestrator <- metadata`, `spi <- connectors`, and only
/// apps know a connector and the engine.
class ArrowsTest {
  private static final String[] PLAIN = {"java..", "javax..", "org.jspecify.."};
  private static final String PARQUET = "org.apache.parquet.format..";
  private static final String THRIFT = "shaded.parquet.org.apache.thrift..";

  @Test
  void the_spi_knows_nobody() {
    check(classes().that().resideInAPackage(SPI).should().onlyDependOnClassesThat(in(SPI)));
  }

  @Test
  void the_contract_knows_the_spi_and_a_yaml_reader() {
    check(
        classes()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .onlyDependOnClassesThat(in(CONTRACT, SPI, "org.snakeyaml..")));
  }

  @Test
  void the_engine_knows_the_contract_the_spi_duckdb_and_file_formats() {
    check(
        classes()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat(
                in(
                    ENGINE,
                    CONTRACT,
                    SPI,
                    "org.duckdb..",
                    "tools.jackson..",
                    PARQUET,
                    THRIFT,
                    "com.fasterxml.aalto..",
                    "org.dhatim.fastexcel..",
                    "org.apache.poi..",
                    "com.github.luben.zstd..")));
  }

  @Test
  void a_worker_knows_the_engine_and_what_is_below() {
    check(
        classes()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .onlyDependOnClassesThat(
                in(
                    WORKER,
                    ENGINE,
                    CONTRACT,
                    SPI,
                    "tools.jackson.core..",
                    "com.github.luben.zstd..")));
  }

  @Test
  void nothing_below_a_worker_knows_it() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(SPI, CONTRACT, ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WORKER));
  }

  @Test
  void the_orchestrator_knows_workers_and_no_database() {
    check(
        classes()
            .that()
            .resideInAPackage(ORCHESTRATOR)
            .should()
            .onlyDependOnClassesThat(in(ORCHESTRATOR, WORKER, ENGINE, CONTRACT, SPI)));
    check(
        noClasses()
            .that()
            .resideInAPackage(ORCHESTRATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql.."));
  }

  @Test
  void the_metadata_know_the_orchestrator_and_their_database() {
    check(
        classes()
            .that()
            .resideInAPackage(METADATA)
            .should()
            .onlyDependOnClassesThat(
                in(
                    METADATA,
                    ORCHESTRATOR,
                    WORKER,
                    CONTRACT,
                    SPI,
                    "org.jdbi..",
                    "org.flywaydb..",
                    "com.zaxxer.hikari..",
                    "org.postgresql..",
                    "com.google.crypto.tink..",
                    "tools.jackson..")));
  }

  @Test
  void one_package_of_the_metadata_knows_how_sql_is_spoken() {
    check(
        noClasses()
            .that()
            .resideInAPackage(METADATA)
            .and()
            .resideOutsideOfPackage("dev.sage.metadata.database")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.jdbi..", "org.flywaydb..", "com.zaxxer..", "org.postgresql..", "javax.sql.."));
  }

  @Test
  void only_the_metadata_and_the_connector_know_postgresql() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                METADATA,
                "dev.sage.connector.postgresql..",
                "dev.sage.server.metrics..",
                "dev.sage.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.postgresql..", "org.jdbi..", "org.flywaydb..", "com.zaxxer.."));
  }

  @Test
  void nothing_below_the_control_path_knows_it() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(SPI, CONTRACT, ENGINE, WORKER, CONNECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ORCHESTRATOR, METADATA));
    check(
        noClasses()
            .that()
            .resideInAPackage(ORCHESTRATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(METADATA));
  }

  @Test
  void a_connector_to_amazon_knows_the_spi_and_its_client() {
    check(
        classes()
            .that()
            .resideInAPackage("dev.sage.connector.aws..")
            .should()
            .onlyDependOnClassesThat(
                in("dev.sage.connector.aws..", SPI, "software.amazon.awssdk.."))
            .allowEmptyShould(true));
  }

  @Test
  void a_connector_knows_the_spi_and_its_vendor() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CONNECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONTRACT, ENGINE, WORKER, CLI));
  }

  @Test
  void connectors_do_not_know_each_other() {
    slices()
        .matching("dev.sage.connector.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nobody_but_apps_knows_a_connector() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(SPI, CONTRACT, ENGINE, WORKER, ORCHESTRATOR, METADATA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONNECTORS, CLI));
  }

  @Test
  void nothing_that_is_shipped_knows_the_testing_kit() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                SPI, CONTRACT, ENGINE, WORKER, ORCHESTRATOR, METADATA, CONNECTORS, CLI, LAMBDA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TESTING, "org.junit..", "org.assertj.."));
  }

  @Test
  void nobody_knows_the_server() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(SERVER, TESTING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER));
  }

  @Test
  void the_function_knows_the_worker_and_no_control_path() {
    check(
        classes()
            .that()
            .resideInAPackage(LAMBDA)
            .should()
            .onlyDependOnClassesThat(
                in(
                    LAMBDA,
                    WORKER,
                    ENGINE,
                    SPI,
                    "tools.jackson.core..",
                    "com.amazonaws.services.lambda..",
                    "com.sun.net.httpserver..")));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(LAMBDA, TESTING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LAMBDA));
  }

  @Test
  void a_deployment_knows_settings_and_its_vendor_and_nobody_knows_it() {
    check(
        classes()
            .that()
            .resideInAPackage(DEPLOY)
            .should()
            .onlyDependOnClassesThat(
                in(
                    DEPLOY,
                    SPI,
                    "software.amazon.awscdk..",
                    "software.amazon.jsii..",
                    "software.constructs..",
                    "org.jetbrains.annotations..")));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(DEPLOY, TESTING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DEPLOY));
  }

  @Test
  void nothing_below_apps_uses_a_framework() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework..", "jakarta..", "io.quarkus..", "io.micronaut.."));
  }

  @Test
  void the_core_holds_no_vendor_but_duckdb_in_the_engine() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(SPI, CONTRACT, ENGINE, WORKER, ORCHESTRATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.postgresql..",
                "io.zonky..",
                "software.amazon..",
                "com.azure..",
                "com.google.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ENGINE, "dev.sage.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb.."));
  }

  @Test
  void whoever_compiles_a_rule_knows_its_tree_and_not_how_it_is_read() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.sage.contract.rule..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.sage.contract.rule.syntax..",
                "dev.sage.contract.rule.typing..",
                "dev.sage.contract.rule.dataframe..",
                "dev.sage.contract.rule.plain.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sage.contract.rule.parse.."));
  }

  @Test
  void the_packages_of_a_module_have_no_cycles() {
    slices().matching("dev.sage.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    String[] all = new String[packages.length + PLAIN.length];
    System.arraycopy(packages, 0, all, 0, packages.length);
    System.arraycopy(PLAIN, 0, all, packages.length, PLAIN.length);
    return JavaClass.Predicates.resideInAnyPackage(all);
  }
}
