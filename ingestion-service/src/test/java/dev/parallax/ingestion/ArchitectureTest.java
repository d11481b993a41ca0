package dev.parallax.ingestion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.parallax.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseRules {

  ArchitectureTest() {
    super("dev.parallax.ingestion");
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
            "..ingestion.file..",
            "..ingestion.mapping..")
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
