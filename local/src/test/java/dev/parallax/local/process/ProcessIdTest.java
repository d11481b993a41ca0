package dev.parallax.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessIdTest {

  @Test
  void aLivingProcessIsFoundAgain() {
    assertThat(ProcessId.of(ProcessHandle.current()).alive()).contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSamePidIsNotTheSame() {
    assertThat(new ProcessId(ProcessHandle.current().pid(), Instant.EPOCH).alive()).isEmpty();
  }

  @Test
  void aProcessThatIgnoresTheRequestIsEndedByForce() throws IOException, InterruptedException {
    Process stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo on; while :; do sleep 0.1; done")
            .start();
    assertThat(stubborn.getInputStream().read()).isEqualTo('o');
    ProcessId id = ProcessId.of(stubborn.toHandle());
    id.end(Duration.ofMillis(300));
    assertThat(stubborn.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(id.alive()).isEmpty();
  }

  @Test
  void theEndOfStandardInputIsTheEndOfTheParent() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    ParentWatch.onEnd(new ByteArrayInputStream(new byte[700]), ended::countDown);
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void memoryOfALivingProcessIsPositiveAndOfNoneZero() {
    assertThat(Memory.resident(ProcessHandle.current().pid())).isGreaterThan(10L * 1024 * 1024);
    assertThat(Memory.resident(Integer.MAX_VALUE)).isZero();
  }
}
