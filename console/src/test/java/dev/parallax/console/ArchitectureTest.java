package dev.parallax.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.parallax.console");

  @Test
  void featuresHaveNoCycles() {
    slices().matching("dev.parallax.console.(*)..").should().beFreeOfCycles().check(classes);
  }

  /** What it would need to keep something, or to know what a service means by its answers. */
  @Test
  void theFrontDoorKeepsNothingAndKnowsNoServiceFromInside() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "jakarta.persistence..",
            "org.apache.kafka..",
            "dev.parallax.contracts..",
            "dev.parallax.kit..",
            "dev.parallax.local..")
        .check(classes);
  }

  @Test
  void onlyUpstreamKnowsWhereServicesAre() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..console.upstream..")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("UpstreamsConfig")
        .check(classes);
  }

  @Test
  void onlyTheGatewayProxies() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..console.gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx.httpproxy..")
        .check(classes);
  }

  @Test
  void endpointsAreNamedResource() {
    classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .haveSimpleNameEndingWith("Resource")
        .check(classes);
  }
}
