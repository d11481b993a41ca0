package dev.parallax.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchComponentTest {

  @Test
  void whatDoesNotEndWithItsParentIsEndedByForce() throws Exception {
    Process process =
        new ProcessBuilder(
                Sessions.java(),
                "-cp",
                System.getProperty("java.class.path"),
                StubbornMain.class.getName())
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("READY");
      process.getOutputStream().close(); // what the kernel does when the parent is gone

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }
}
