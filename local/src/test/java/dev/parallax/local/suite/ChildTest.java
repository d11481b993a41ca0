package dev.parallax.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.local.process.ProcessId;
import dev.parallax.local.suite.ProcessState.Phase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

  @TempDir Path folder;
  private final List<ProcessState> seen = new CopyOnWriteArrayList<>();
  private Child child;

  @AfterEach
  void end() {
    child.stop();
  }

  @Test
  void aCrashedProcessIsStartedAgainWithGrowingPauses() throws Exception {
    // ready, and dead a moment later, each time
    child = child("echo READY; sleep 0.3; exit 3");
    child.start().get(5, TimeUnit.SECONDS);
    await().atMost(Duration.ofSeconds(10)).until(() -> child.state().restarts() >= 3);
    assertThat(seen)
        .filteredOn(state -> state.phase() == Phase.RESTARTING)
        .extracting(ProcessState::note)
        .startsWith(
            "ended with exit code 3, next try after 0.5 s",
            "ended with exit code 3, next try after 1.0 s",
            "ended with exit code 3, next try after 2.0 s");
  }

  @Test
  void aKilledProcessComesBackAsAnotherProcess() throws Exception {
    child = child("echo READY; exec sleep 60");
    child.start().get(5, TimeUnit.SECONDS);
    ProcessId first = child.state().id();
    first.alive().orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> child.state().phase() == Phase.READY && child.state().restarts() == 1);
    assertThat(child.state().id()).isNotEqualTo(first);
  }

  @Test
  void aProcessThatWasNeverReadyIsGivenUp() {
    child = child("echo cannot bind >&2; exit 1");
    assertThatThrownBy(() -> child.start().get(5, TimeUnit.SECONDS))
        .hasMessageContaining("ended with exit code 1");
    assertThat(child.state().phase()).isEqualTo(Phase.FAILED);
    assertThat(folder.resolve("log")).content().contains("cannot bind");
  }

  @Test
  void aProcessThatIsNotReadyInTimeIsEnded() {
    child = child("exec sleep 60", Duration.ofMillis(400));
    assertThatThrownBy(() -> child.start().get(5, TimeUnit.SECONDS))
        .hasMessageContaining("was not ready within");
    assertThat(child.state().id()).isNull();
  }

  @Test
  void aStoppedProcessIsGoneAndStaysAway() throws Exception {
    child = child("echo READY; exec sleep 60");
    child.start().get(5, TimeUnit.SECONDS);
    ProcessId id = child.state().id();
    child.stop();
    assertThat(id.alive()).isEmpty();
    assertThat(child.state().phase()).isEqualTo(Phase.STOPPED);
    assertThat(child.state().restarts()).isZero();
  }

  private Child child(String script) {
    return child(script, Duration.ofSeconds(5));
  }

  private Child child(String script, Duration startLimit) {
    ProcessSpec spec =
        new ProcessSpec(
            "probe",
            1,
            List.of("sh", "-c", script),
            Map.of(),
            new Readiness.Line("READY"),
            startLimit);
    return new Child(spec, folder.resolve("log"), Clock.systemUTC(), seen::add);
  }
}
