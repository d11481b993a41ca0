package dev.parallax.experience;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.parallax.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseRules {

  ArchitectureTest() {
    super("dev.parallax.experience");
  }

  @Test
  void visitsNeedsScoresAndGapsAreFoundByPlainJava() {
    noClasses()
        .that()
        .resideInAnyPackage("..session..", "..need..", "..score..", "..measure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..",
            "javax.sql..",
            "java.sql..",
            "io.quarkus..",
            "io.smallrye..",
            "org.apache.kafka..",
            "org.eclipse.microprofile..",
            "io.agroal..",
            "dev.parallax.kit..")
        .check(classes);
  }
}
