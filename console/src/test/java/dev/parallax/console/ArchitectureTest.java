package dev.parallax.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.parallax.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends HouseRules {

  ArchitectureTest() {
    super("dev.parallax.console");
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
}
