package dev.parallax.fraud;

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
          .importPackages("dev.parallax.fraud");

  @Test
  void featuresHaveNoCycles() {
    slices().matching("dev.parallax.fraud.(*)..").should().beFreeOfCycles().check(classes);
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
