package dev.parallax.recommendation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import dev.parallax.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseRules {

  ArchitectureTest() {
    super("dev.parallax.recommendation");
  }

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    slices().matching("dev.parallax.recommendation.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theCoreIsPlainJava() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..rule..",
            "..neighbour..",
            "..algorithm..",
            "..popularity..",
            "..history..",
            "..dataset..",
            "..ranking..",
            "..exploration..",
            "..evaluation..",
            "..upload..",
            "..model..",
            "..statistics..",
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
        .check(classes);
  }

  @Test
  void theLearningCoreKnowsNoPseudonym() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..rule..",
            "..neighbour..",
            "..algorithm..",
            "..dataset..",
            "..model..",
            "..learning..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..customer..", "..behaviour..")
        .check(classes);
  }
}
