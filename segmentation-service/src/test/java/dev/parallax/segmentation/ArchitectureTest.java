package dev.parallax.segmentation;

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
          .importPackages("dev.parallax.segmentation");

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.parallax.segmentation.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theCoreKnowsNoFrameworkNoLogAndNoDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..segmentation.feature..", "..segmentation.clustering..", "..segmentation.segment..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..",
            "io.quarkus..",
            "org.apache.kafka..",
            "java.sql..",
            "javax.sql..",
            "dev.parallax.kit..")
        .check(CLASSES);
  }

  @Test
  void clusteringKnowsNothingOfCustomers() {
    noClasses()
        .that()
        .resideInAPackage("..segmentation.clustering..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..segmentation.feature..", "..segmentation.segment..", "dev.parallax.contracts..")
        .check(CLASSES);
  }

  @Test
  void timeComesFromTheClock() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }
}
