package dev.parallax.fraud;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.parallax.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseRules {

  ArchitectureTest() {
    super("dev.parallax.fraud");
  }

  @Test
  void coreKnowsNoFrameworkNoLogAndNoStore() {
    noClasses()
        .that()
        .resideInAnyPackage("..fraud.feature..", "..fraud.score..", "..fraud.verdict..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..",
            "io.quarkus..",
            "io.smallrye..",
            "org.apache.kafka..",
            "java.sql..",
            "dev.parallax.kit..")
        .check(classes);
  }

  @Test
  void learningLibraryStaysBehindTheScore() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..fraud.score..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tribuo..", "de.bwaldvogel..")
        .check(classes);
  }
}
