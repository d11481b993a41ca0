package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.process.ProcessId;
import dev.parallax.local.suite.ProcessState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How the suite ends. Last of all classes: afterwards there is none. */
@Order(90)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndIT {

  private static final int SERVERS_AND_SERVICES = 8;

  private final Suite suite = Suite.shared();

  @Test
  @Order(1)
  void downEndsEveryProcessAndUpFindsAllThatWasKept() throws IOException {
    Counts before = Counts.now(suite.client());
    List<ProcessId> all = processes();
    assertThat(all).hasSizeGreaterThan(SERVERS_AND_SERVICES);

    assertThat(suite.run("down").exit()).isZero();

    assertNoneIsLeft(all);
    assertThat(suite.run("status").exit()).isEqualTo(3);
    suite.up();
    Awaitility.await("the counts as they were")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsMatching(IOException.class::isInstance)
        .untilAsserted(() -> assertThat(Counts.now(suite.client())).isEqualTo(before));
  }

  @Test
  @Order(2)
  void aKilledSupervisorLeavesNothingBehindNotEvenPostgres() throws IOException {
    List<ProcessId> all = processes();
    assertThat(all).hasSizeGreaterThan(SERVERS_AND_SERVICES);

    suite.state().supervisor().alive().orElseThrow().destroyForcibly();

    assertNoneIsLeft(all);
  }

  /**
   * The supervisor, everything that was started with this home in its command line, and what these
   * started. PostgreSQL detaches itself, so that the supervisor's descendants would not be enough.
   */
  private List<ProcessId> processes() throws IOException {
    ProcessHandle supervisor = suite.state().supervisor().alive().orElseThrow();
    assertThat(suite.state().processes()).allMatch(p -> p.phase() == ProcessState.Phase.READY);
    String folder = suite.home().folder().toString();
    Stream<ProcessHandle> named =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").contains(folder));
    List<ProcessHandle> all =
        Stream.concat(Stream.of(supervisor), named)
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .distinct()
            .toList();
    assertThat(all)
        .as("a postmaster and its own processes")
        .filteredOn(process -> process.info().command().orElse("").endsWith("/bin/postgres"))
        .hasSizeGreaterThan(1);
    return all.stream().map(ProcessId::of).toList();
  }

  /** Long, since a JVM that ends for the first time writes its archive of classes. */
  private static void assertNoneIsLeft(List<ProcessId> all) {
    Awaitility.await("the end of all processes")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(all).filteredOn(id -> id.alive().isPresent()).isEmpty());
  }
}
