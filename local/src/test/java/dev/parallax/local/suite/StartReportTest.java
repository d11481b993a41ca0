package dev.parallax.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.home.Home;
import dev.parallax.local.process.ProcessId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartReportTest {

  @TempDir Path folder;
  private final StringWriter written = new StringWriter();
  private final StartReport report = new StartReport(new PrintWriter(written));

  @Test
  void eachNewsIsToldOnce() {
    SuiteState state = state(ProcessState.Phase.READY, "");
    report.show(state);
    report.show(state);
    assertThat(written.toString().lines())
        .containsExactly(
            "Port 8084 is taken.",
            "  fraud           starting",
            "  fraud           ready on port 8085 after 3.2 s");
  }

  @Test
  void aFailureShowsTheLastLinesOfTheGuiltyLog() throws IOException {
    Home home = Home.of(folder);
    Files.writeString(
        home.log("fraud"), "early\n".repeat(40) + "Caused by: the rules cannot be read\n");
    report.failure(state(ProcessState.Phase.FAILED, "fraud ended with exit code 1"), home);
    assertThat(written.toString())
        .contains("The start failed: fraud ended with exit code 1.")
        .contains("  | Caused by: the rules cannot be read");
    assertThat(written.toString().lines().filter(line -> line.contains("early")).count())
        .isEqualTo(24);
  }

  private static SuiteState state(ProcessState.Phase phase, String failure) {
    ProcessState fraud = new ProcessState("fraud", phase, null, 8085, Instant.EPOCH, 3_200, 0, "");
    return new SuiteState(
        SuiteState.Phase.STARTING,
        new ProcessId(1, Instant.EPOCH),
        Instant.EPOCH,
        List.of("Port 8084 is taken."),
        failure,
        "fraud",
        List.of(fraud));
  }
}
