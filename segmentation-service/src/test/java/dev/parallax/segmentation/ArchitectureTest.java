package dev.parallax.segmentation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import dev.parallax.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseRules {

  ArchitectureTest() {
    super("dev.parallax.segmentation");
  }

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.parallax.segmentation.(*)..").should().beFreeOfCycles().check(classes);
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
        .check(classes);
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
        .check(classes);
  }
}
