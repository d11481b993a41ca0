package dev.parallax.local.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.process.StartedMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script against JDKs that only say who they are. */
class JdkFinderTest {

  @TempDir Path folder;
  private Path script;

  @BeforeEach
  void lay() throws IOException {
    script = folder.resolve("checkout/parallax");
    Files.createDirectories(script.getParent());
    Files.copy(StartedMain.root().resolve("parallax"), script, StandardCopyOption.COPY_ATTRIBUTES);
    Path main = script.resolveSibling("local/target/local.jar");
    Files.createDirectories(main.getParent());
    Files.createFile(main);
    Files.createDirectories(script.resolveSibling("local/target/lib"));
  }

  @Test
  void anOldJavaOnThePathIsPassedOver() throws Exception {
    Path old = jdk("seventeen", "17.0.15", true);
    jdk("found/a-older", "21.0.4", true);
    jdk("found/b-right", "25.0.3", true);
    Outcome outcome = run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"));
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
    Outcome outcome = run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"));
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void withoutOneItSaysInOneLineWhatIsMissing() throws Exception {
    Path old = jdk("seventeen", "17.0.15", true);
    Outcome outcome = run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output().lines())
        .singleElement()
        .asString()
        .contains("needs a JDK 25 or newer and found none");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheCommands() throws Exception {
    Outcome outcome = run(Map.of(), "levitate");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.output()).contains("there is no command 'levitate'", "./parallax COMMAND");
  }

  private Path jdk(String name, String version, boolean compiler) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    String main = "while [ $# -gt 1 ] && [ \"$1\" != dev.parallax.local.Main ]; do shift; done";
    program(
        home.resolve("bin/java"),
        "#!/bin/sh\ncase $1 in -XshowSettings*) echo \"    java.home = "
            + home
            + "\" >&2; exit 0 ;; esac\n"
            + main
            + "\necho \"I am "
            + version
            + " and run $*\"\n");
    if (compiler) {
      program(home.resolve("bin/javac"), "#!/bin/sh\n");
    }
    return home;
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome run(Map<String, String> environment, String... args) throws Exception {
    String command = args.length == 0 ? "status" : args[0];
    ProcessBuilder builder =
        new ProcessBuilder(script.toString(), command).redirectErrorStream(true);
    Map<String, String> env = new HashMap<>(environment);
    env.put("PARALLAX_JDK_PATH", folder.resolve("found") + "/*");
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(env);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private record Outcome(int code, String output) {}
}
