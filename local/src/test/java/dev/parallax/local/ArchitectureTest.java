package dev.parallax.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.parallax.local");

  @Test
  void featuresAreFreeOfCycles() {
    slices().matching("dev.parallax.local.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheBrokersPackageTouchesKafkasServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.parallax.local.kafka")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..")
        .check(CLASSES);
  }

  @Test
  void processesKnowNothingOfTheSuite() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.parallax.local.process", "dev.parallax.local.kafka", "dev.parallax.local.postgres")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.parallax.local.suite", "dev.parallax.local.http", "dev.parallax.local.secrets")
        .check(CLASSES);
  }
}
