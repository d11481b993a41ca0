package dev.parallax.learning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.parallax.learning");

  @Test
  void featuresAreFreeOfCycles() {
    slices().matching("dev.parallax.learning.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void itIsPlainJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..",
            "javax.sql..",
            "java.sql..",
            "io.quarkus..",
            "org.apache.kafka..",
            "dev.parallax.kit..",
            "dev.parallax.contracts..")
        .check(CLASSES);
  }

  @Test
  void learningKnowsNoClockAndItsChanceIsSeeded() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }

  @Test
  void onlyTreesTouchNativeCodeAndOnlyLinearModelsTouchTribuo() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..tree..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ml.dmlc..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("..linear..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tribuo..", "de.bwaldvogel..")
        .check(CLASSES);
  }
}
