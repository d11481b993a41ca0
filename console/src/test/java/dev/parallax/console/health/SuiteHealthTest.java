package dev.parallax.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.console.health.SuiteHealth.ServiceHealth;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteHealthTest {
  private static final ServiceHealth UP = new ServiceHealth("fraud", "up");

  @Test
  void isUpOnlyWhenAllAre() {
    assertThat(SuiteHealth.of(List.of(UP, UP)).status()).isEqualTo("up");
    assertThat(SuiteHealth.of(List.of(UP, new ServiceHealth("experience", "starting"))).status())
        .isEqualTo("degraded");
    assertThat(SuiteHealth.of(List.of(new ServiceHealth("experience", "down"), UP)).status())
        .isEqualTo("degraded");
  }
}
