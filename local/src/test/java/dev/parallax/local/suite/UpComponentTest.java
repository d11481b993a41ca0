package dev.parallax.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.local.Main;
import dev.parallax.local.home.Home;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.process.StartedMain;
import dev.parallax.local.suite.SuiteState.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./parallax up} as a process that a terminal sends signals to. */
class UpComponentTest {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static final List<String[]> WANTING_ALL =
      List.of(new String[] {"up"}, new String[] {"demo"});

  private final int offset = ThreadLocalRandom.current().nextInt(12_000, 20_000);

  @TempDir Path folder;
  private Home home;
  private Process up;

  @BeforeEach
  void home() {
    home = new Home(StartedMain.root(), folder);
  }

  @AfterEach
  void nobodyIsLeft() {
    up.destroyForcibly();
    await("nobody left").atMost(LIMIT).until(() -> everybody().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"INT,background", "TERM,background", "INT,foreground", "TERM,foreground"})
  void aSignalWhileItStartsEndsEverything(String signal, String where) throws Exception {
    up = start(where.equals("foreground") ? new String[] {"--foreground"} : new String[0]);
    await("a first process").atMost(LIMIT).until(() -> everybody().size() > 1);

    assertThat(endBy(signal)).isNotZero();

    await("nobody left").atMost(LIMIT).until(() -> everybody().isEmpty());
  }

  @Test
  void inTheForegroundCtrlCEndsWhatWasReady() throws Exception {
    up = start("--foreground");
    await("ready").atMost(LIMIT).until(() -> phase() == Phase.READY);
    assertThat(everybody()).hasSizeGreaterThan(2);

    endBy("INT");

    await("nobody left").atMost(LIMIT).until(() -> everybody().isEmpty());
    assertThat(phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void afterAFailedStartTheReasonIsToldAndNobodyIsLeft() throws Exception {
    Files.writeString(home.data("postgres"), "a file where the database's folder should be");
    up = start();

    String told = output();

    assertThat(up.waitFor()).isEqualTo(1);
    assertThat(told).contains("postgres").contains(home.log("postgres").toString());
    await("nobody left").atMost(LIMIT).until(() -> everybody().isEmpty());
  }

  @Test
  void aSuiteThatWasStartedInPartIsNotTakenForAWholeOne() throws Exception {
    up = run("up", "--only", "kafka");
    assertThat(output()).contains("kafka           ready");
    assertThat(up.waitFor()).isZero();
    up = run("up", "--only", "kafka");
    assertThat(output()).contains("already up");
    assertThat(up.waitFor()).isZero();

    for (String[] wanting : WANTING_ALL) {
      up = run(wanting);
      assertThat(output())
          .contains("without postgres, ingestion", "started with kafka only", "./parallax down")
          .doesNotContain("already up");
      assertThat(up.waitFor()).isEqualTo(1);
    }
    up = run("down");
    assertThat(up.waitFor()).isZero();
  }

  private String output() throws IOException {
    return new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private Process start(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("up", "--only", "kafka,postgres"));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  private Process run(String... words) throws IOException {
    return StartedMain.start(
        Main.class,
        Map.of("PARALLAX_HOME", folder.toString(), "PARALLAX_PORT_OFFSET", offset + ""),
        words);
  }

  private int endBy(String signal) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + signal, up.pid() + "").start().waitFor()).isZero();
    assertThat(up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("it ends by " + signal).isTrue();
    return up.exitValue();
  }

  /**
   * Everything that has this home in its command line, and what these started: the supervisor knows
   * its home from the environment, PostgreSQL detaches itself.
   */
  private List<ProcessId> everybody() {
    Stream<ProcessHandle> named =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()));
    Stream<ProcessHandle> supervisor =
        state().stream().flatMap(state -> state.supervisor().alive().stream());
    return Stream.concat(named, supervisor)
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .distinct()
        .map(ProcessId::of)
        .filter(id -> id.alive().isPresent())
        .toList();
  }

  private Phase phase() {
    return state().stream().map(SuiteState::phase).findFirst().orElse(Phase.STARTING);
  }

  private List<SuiteState> state() {
    try {
      return StateFile.read(home).stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
