package dev.sage.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The classes that the rules look at.
final class Product {
  static final String SPI = "dev.sage.spi..";
  static final String CONTRACT = "dev.sage.contract..";
  static final String ENGINE = "dev.sage.engine..";
  static final String WORKER = "dev.sage.worker..";
  static final String ORCHESTRATOR = "dev.sage.orchestrator..";
  static final String METADATA = "dev.sage.metadata..";
  static final String CONNECTORS = "dev.sage.connector..";
  static final String CLI = "dev.sage.cli..";
  static final String SERVER = "dev.sage.server..";
  static final String LAMBDA = "dev.sage.lambda..";
  static final String DEPLOY = "dev.sage.deploy..";
  static final String TESTING = "dev.sage.testing..";

  /// Everything that is shipped; no tests.
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("dev/sage/architecture"))
          .importPackages("dev.sage");

  private Product() {}
}
