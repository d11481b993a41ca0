package dev.parallax.local.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the script builds, when it does not, and what it says of it. */
class BuildTest {

  private static final String VERSION = "3.9.9";

  @TempDir Path folder;
  private Checkout checkout;
  private Path jdk;

  @BeforeEach
  void lay() throws IOException {
    checkout = new Checkout(folder);
    checkout.file("pom.xml", "");
    checkout.file("local/src/main/java/Kept.java", "");
    checkout.file("local/src/main/java/Removed.java", "");
    jdk = checkout.jdk("jdk", "25.0.3", true);
    checkout.maven(VERSION, packaging());
  }

  @ParameterizedTest
  @CsvSource({"status, 3", "down, 0", "logs fraud, 1"})
  void whatLooksAtASuiteDoesNotBuildOne(String command, int code) throws Exception {
    Checkout.Outcome outcome = run(command.split(" "));

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).startsWith("Nothing is built here, so nothing is up.");
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void aProgramThatAsksForTheStatusIsAnsweredInJson() throws Exception {
    assertThat(run("status", "--json").out())
        .isEqualTo("{\"phase\":\"STOPPED\",\"processes\":[]}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"up", "demo", "import", "evaluate", "down", "status", "logs", "token", "bench"})
  void helpDoesNotBuild(String command) throws Exception {
    Checkout.Outcome unbuilt = run(command, "--help");
    assertThat(unbuilt.code()).isZero();
    assertThat(unbuilt.out()).contains("Nothing is built yet", "./parallax " + command + " --help");
    assertThat(checkout.builds()).isZero();

    run("build");
    checkout.file("local/src/main/java/Kept.java", "newer than the jars");
    Checkout.Outcome built = run(command, "--help");
    assertThat(built.code()).isZero();
    assertThat(built.out()).contains(".Main").endsWith("--help\n");
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aTokenIsAloneOnStandardOutputEvenWhenItHadToBeBuilt() throws Exception {
    Checkout.Outcome outcome = run("token", "admin");

    assertThat(outcome.out())
        .isEqualTo("I am 25.0.3 and run dev.parallax.local.Main token admin\n");
    assertThat(outcome.err()).contains("Building (log: ").doesNotContain("Starting and ending");
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aRemovedSourceIsBuiltWithout() throws Exception {
    run("up");
    run("up");
    assertThat(checkout.builds()).as("nothing has changed").isEqualTo(1);

    Files.delete(checkout.path("local/src/main/java/Removed.java"));

    run("up");
    assertThat(checkout.builds()).isEqualTo(2);
    run("up");
    assertThat(checkout.builds()).as("nothing has changed since").isEqualTo(2);
  }

  @Test
  void aBuildThatNamesItsErrorsShowsThem() throws Exception {
    checkout.maven(VERSION, "echo much; echo '[ERROR] cannot find symbol'; exit 1");

    Checkout.Outcome outcome = run("up");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).endsWith("[ERROR] cannot find symbol\n").doesNotContain("much");
  }

  @Test
  void aBuildThatWasKilledBeforeItNamedAnErrorShowsItsLastWords() throws Exception {
    checkout.maven(VERSION, "echo '[INFO] Downloading the world'; kill -9 $$");

    Checkout.Outcome outcome = run("up");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("exit code 137", "[INFO] Downloading the world");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.3", "3.8.6", "2.10"})
  void anOldMavenIsRefusedWithWhatWasFoundAndWhatIsNeeded(String old) throws Exception {
    checkout.maven(old, packaging());

    Checkout.Outcome outcome = run("up");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("needs Maven 3.8.7 or newer to build and found " + old);
    assertThat(checkout.builds()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.7", "3.10.0", "4.0.0-rc-4"})
  void aMavenThatIsNewEnoughBuilds(String version) throws Exception {
    checkout.maven(version, packaging());

    assertThat(run("up").code()).isZero();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void whereBuildingIsForbiddenWhatIsNotBuiltIsSaid() throws Exception {
    Checkout.Outcome outcome = checkout.run(environment("PARALLAX_BUILD", "never"), "up");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("nothing is built");
    assertThat(checkout.builds()).isZero();
  }

  /** Makes the jars that the script looks for, in the working directory, as a build does. */
  private static String packaging() {
    StringBuilder script = new StringBuilder("mkdir -p local/target/lib bench/target\n");
    script.append(": >local/target/local.jar; : >bench/target/bench.jar\n");
    for (String service : Checkout.SERVICES) {
      String app = service + "/target/quarkus-app";
      script.append("mkdir -p %1$s; : >%1$s/quarkus-run.jar%n".formatted(app));
    }
    return script.toString();
  }

  private Checkout.Outcome run(String... words) throws Exception {
    return checkout.run(environment("PARALLAX_HOME", folder.resolve("home").toString()), words);
  }

  private Map<String, String> environment(String name, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("MVN", folder.resolve("mvn").toString());
    environment.put(name, value);
    return environment;
  }
}
