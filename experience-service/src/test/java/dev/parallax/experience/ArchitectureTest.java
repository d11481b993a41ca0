package dev.parallax.experience;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.parallax.experience");

  @Test
  void featuresHaveNoCycles() {
    slices().matching("dev.parallax.experience.(*)..").should().beFreeOfCycles().check(classes);
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

  @Test
  void nothingReadsTheClockOfTheMachine() {
    noClasses().should().callMethod(java.time.Instant.class, "now").check(classes);
  }
}
