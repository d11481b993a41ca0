package dev.parallax.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.process.StartedMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who has made a mistake. */
class MainTest {

  @TempDir Path folder;

  @Test
  void aBlankUserIsRefusedWithTheOptionsName() throws Exception {
    Outcome outcome = run(Map.of(), "token", "admin", "--user", " ");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.output()).startsWith("--user must not be blank");
    assertThat(outcome.output()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({"--foreground, many", "--foreground, 99999", "--only=kafka, many"})
  void aPortOffsetThatIsNoneIsRefusedWithWhatWouldBeRight(String how, String offset)
      throws Exception {
    Outcome outcome = run(Map.of("PARALLAX_PORT_OFFSET", offset), "up", how);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("PARALLAX_PORT_OFFSET must be in 0..50000, was '" + offset + "'")
        .doesNotContain("\tat ", "last words");
  }

  @ParameterizedTest
  @CsvSource({"up", "status", "token admin", "logs kafka"})
  void aHomeThatCannotBeMadeIsNamed(String command) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "where a folder should be");
    Map<String, String> home = Map.of("PARALLAX_HOME", file.toString());

    Outcome outcome = run(home, command.split(" "));

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output())
        .startsWith("cannot create " + file)
        .contains("PARALLAX_TRACE=1")
        .doesNotContain("\tat ");
  }

  @Test
  void whoAsksForTheStackTraceGetsIt() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "where a folder should be");

    Outcome outcome =
        run(Map.of("PARALLAX_HOME", file.toString(), "PARALLAX_TRACE", "1"), "status");

    assertThat(outcome.output()).contains("cannot create", "\tat dev.parallax.local.home.Home");
  }

  private Outcome run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>();
    all.put("PARALLAX_HOME", folder.resolve("home").toString());
    all.putAll(environment);
    Process process = StartedMain.builder(Main.class, all, words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private record Outcome(int code, String output) {}
}
