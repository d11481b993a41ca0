package dev.parallax.kit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house that the services, the console and this kit keep. A module's {@code
 * ArchitectureTest} extends this and adds its own: which of its packages are the plain core, and
 * what only one of them may touch.
 */
public abstract class HouseRules {

  /** Names that say nothing of what is inside. */
  private static final String[] NAMELESS = {
    "..util..", "..utils..", "..common..", "..impl..", "..dto..", "..helper..", "..misc.."
  };

  /** Every class of the module but its tests. */
  protected final JavaClasses classes;

  private final String base;

  /**
   * @param base the module's package
   */
  protected HouseRules(String base) {
    this.base = base;
    this.classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(base);
  }

  @Test
  void featuresHaveNoCycles() {
    slices().matching(base + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void packagesAreNamedAfterWhatTheyAreAbout() {
    noClasses().should().resideInAnyPackage(NAMELESS).check(classes);
  }

  @Test
  protected void aFeatureShowsOnlyWhatOthersUse() {
    classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should(beUsedFromAnotherPackage())
        .check(classes);
  }

  @Test
  void timeComesFromAnInjectedClock() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ClockProducer")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(classes);
  }

  @Test
  void chanceIsSeeded() {
    noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(classes);
  }

  @Test
  void whatAClassNeedsIsHandedToItsConstructor() {
    noFields().should().beAnnotatedWith(Inject.class).allowEmptyShould(true).check(classes);
  }

  @Test
  void endpointsAreNamedResource() {
    classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .haveSimpleNameEndingWith("Resource")
        .allowEmptyShould(true)
        .check(classes);
  }

  /**
   * What a framework calls by its class or its annotations is used by it, whoever else does; what
   * an endpoint takes or answers is the outside's.
   */
  private static ArchCondition<JavaClass> beUsedFromAnotherPackage() {
    return new ArchCondition<>("be used from another package, the outside or a framework") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean used =
            type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(
                    user ->
                        !user.getPackage().equals(type.getPackage())
                            || user.isAnnotatedWith(Path.class));
        if (!used && !isCalledByAFramework(type)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is public for nobody"));
        }
      }
    };
  }

  private static boolean isCalledByAFramework(JavaClass type) {
    return type.isAnnotation()
        || !type.getAnnotations().isEmpty()
        || type.getRawInterfaces().stream()
            .anyMatch(face -> face.getPackageName().matches("(org|io)[.].*"))
        || type.getMethods().stream()
            .anyMatch(
                method ->
                    method.getModifiers().contains(JavaModifier.STATIC)
                        && method.getName().equals("main"));
  }
}
