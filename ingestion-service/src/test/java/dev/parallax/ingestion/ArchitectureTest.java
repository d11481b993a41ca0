package dev.parallax.ingestion;

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
          .importPackages("dev.parallax.ingestion");

  @Test
  void featuresHaveNoCycles() {
    slices().matching("dev.parallax.ingestion.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void readingAndCheckingIsPlainJava() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..ingestion.validation..",
            "..ingestion.privacy..",
            "..ingestion.call..",
            "..ingestion.body..",
            "..ingestion.event..",
            "..ingestion.file..")
        .or()
        .haveSimpleNameEndingWith("Reader")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..",
            "io.quarkus..",
            "io.vertx..",
            "io.agroal..",
            "org.apache.kafka..",
            "java.sql..")
        .check(classes);
  }
}
