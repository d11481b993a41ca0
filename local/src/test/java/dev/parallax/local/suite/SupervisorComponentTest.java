package dev.parallax.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.local.home.Home;
import dev.parallax.local.postgres.PostgresMain;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.process.StartedMain;
import dev.parallax.local.suite.ProcessState.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor as a process, with the real broker and the real database below it. */
class SupervisorComponentTest {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir Path folder;
  private Home home;
  private Process supervisor;

  @BeforeEach
  void start() throws IOException {
    home = new Home(StartedMain.root(), folder);
    int offset = ThreadLocalRandom.current().nextInt(12_000, 20_000);
    Map<String, String> environment =
        Map.of(
            "PARALLAX_HOME", folder.toString(), "PARALLAX_PORT_OFFSET", Integer.toString(offset));
    supervisor = StartedMain.start(SupervisorMain.class, environment, "kafka", "postgres");
    await("ready").atMost(LIMIT).until(() -> phase() == SuiteState.Phase.READY);
  }

  @AfterEach
  void end() {
    supervisor.destroyForcibly();
    awaitNobody(everybody());
  }

  @Test
  void aKilledBrokerIsRestartedAndTheTermSignalLeavesNobodyBehind() {
    state().process("kafka").orElseThrow().id().alive().orElseThrow().destroyForcibly();
    await("restarted")
        .atMost(LIMIT)
        .until(
            () ->
                state()
                    .process("kafka")
                    .filter(kafka -> kafka.phase() == Phase.READY && kafka.restarts() == 1)
                    .isPresent());
    List<ProcessId> all = everybody();
    assertThat(all).hasSize(3);

    supervisor.destroy();
    await("ended").atMost(LIMIT).until(() -> !supervisor.isAlive());
    assertThat(all).allSatisfy(id -> assertThat(id.alive()).isEmpty());
    assertThat(phase()).isEqualTo(SuiteState.Phase.STOPPED);
  }

  @Test
  void aKilledSupervisorTakesEverybodyWithIt() {
    List<ProcessId> all = everybody();
    assertThat(all).hasSize(3);
    supervisor.destroyForcibly();
    awaitNobody(all);
  }

  private void awaitNobody(List<ProcessId> all) {
    await("nobody left")
        .atMost(LIMIT)
        .until(() -> all.stream().noneMatch(id -> id.alive().isPresent()));
  }

  /** The broker, the database's runner, and the database server itself. */
  private List<ProcessId> everybody() {
    Optional<ProcessId> server = PostgresMain.server(home.data("postgres")).map(ProcessId::of);
    return Stream.concat(
            state().processes().stream().map(ProcessState::id).filter(Objects::nonNull),
            server.stream())
        .toList();
  }

  private SuiteState.Phase phase() {
    try {
      return StateFile.read(home).map(SuiteState::phase).orElse(SuiteState.Phase.STARTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SuiteState state() {
    try {
      return StateFile.read(home).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
