package dev.parallax.local.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script against JDKs that only say who they are. */
class JdkFinderTest {

  @TempDir Path folder;
  private Checkout checkout;

  @BeforeEach
  void lay() throws IOException {
    checkout = new Checkout(folder).withLocal();
  }

  @Test
  void anOldJavaOnThePathIsPassedOver() throws Exception {
    Path old = jdk("seventeen", "17.0.15", true);
    jdk("found/a-older", "21.0.4", true);
    jdk("found/b-right", "25.0.3", true);
    Checkout.Outcome outcome = run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"));
    assertThat(outcome.output()).startsWith("I am 25.0.3 and run dev.parallax.local.Main status");
  }

  @Test
  void theRequiredOneIsTakenBeforeANewerOne() throws Exception {
    Path old = jdk("seventeen", "17.0.15", true);
    jdk("found/a-newer", "27", true);
    jdk("found/b-right", "25.0.3", true);
    assertThat(run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin")).output())
        .startsWith("I am 25.0.3");
  }

  @Test
  void javaHomeComesFirstWhenItIsNewEnough() throws Exception {
    Path chosen = jdk("chosen", "26.0.1", true);
    jdk("found/right", "25.0.3", true);
    assertThat(run(Map.of("JAVA_HOME", chosen.toString())).output()).startsWith("I am 26.0.1");
    Path old = jdk("seventeen", "17.0.15", true);
    assertThat(
            run(Map.of("JAVA_HOME", old.toString(), "PATH", old.resolve("bin") + ":/usr/bin:/bin"))
                .output())
        .startsWith("I am 25.0.3");
  }

  @Test
  void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
    Path old = jdk("seventeen", "17.0.15", true);
    jdk("found/runtime", "25.0.3", false);
    Checkout.Outcome outcome = run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"));
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void withoutOneItSaysInOneLineWhatIsMissing() throws Exception {
    Path old = jdk("seventeen", "17.0.15", true);
    Checkout.Outcome outcome = run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output().lines())
        .singleElement()
        .asString()
        .contains("needs a JDK 25 or newer and found none");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheCommands() throws Exception {
    Checkout.Outcome outcome = checkout.run(Map.of(), "levitate");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.output()).contains("there is no command 'levitate'", "./parallax COMMAND");
  }

  private Path jdk(String name, String version, boolean compiler) throws IOException {
    return checkout.jdk(name, version, compiler);
  }

  private Checkout.Outcome run(Map<String, String> environment) throws Exception {
    return checkout.run(environment, "status");
  }
}
