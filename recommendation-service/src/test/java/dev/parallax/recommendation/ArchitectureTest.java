package dev.parallax.recommendation;

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
          .importPackages("dev.parallax.recommendation");

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.parallax.recommendation.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theCoreIsPlainJava() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..rule..",
            "..neighbour..",
            "..popularity..",
            "..history..",
            "..dataset..",
            "..ranking..",
            "..evaluation..",
            "..model..",
            "..learning..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..",
            "javax.sql..",
            "java.sql..",
            "io.quarkus..",
            "io.agroal..",
            "org.apache.kafka..",
            "dev.parallax.kit..")
        .check(CLASSES);
  }

  @Test
  void theLearningCoreKnowsNoPseudonym() {
    noClasses()
        .that()
        .resideInAnyPackage("..rule..", "..neighbour..", "..dataset..", "..model..", "..learning..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..customer..", "..behaviour..")
        .check(CLASSES);
  }

  @Test
  void theClockIsInjected() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .check(CLASSES);
  }
}
