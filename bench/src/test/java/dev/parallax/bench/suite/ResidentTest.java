package dev.parallax.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentTest {
  @Test
  void memoryThatGrowsIsNotFlatHoweverLittleItIs() {
    Resident grows = new Resident(List.of(300L, 310L, 330L, 340L));
    assertThat(grows.early()).isEqualTo(305);
    assertThat(grows.late()).isEqualTo(335);
    assertThat(grows.most()).isEqualTo(340);
    assertThat(grows.isFlat()).isFalse();
  }

  @Test
  void memoryThatStaysOrFallsIsFlat() {
    assertThat(new Resident(List.of(400L, 404L, 402L, 403L, 401L)).isFlat()).isTrue();
    assertThat(new Resident(List.of(500L, 300L)).isFlat()).isTrue();
  }

  @Test
  void oneLookSaysNothing() {
    assertThatThrownBy(() -> new Resident(List.of(400L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mebibytes");
  }
}
