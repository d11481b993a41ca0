package dev.parallax.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoveRoundsTest {

  @Test
  void nobodyReceivesFromTwoInOneRound() {
    assertThat(MoveRounds.of(Map.of("a", "x", "b", "x", "c", "y", "d", "x")))
        .isEqualTo(List.of(Map.of("a", "x", "c", "y"), Map.of("b", "x"), Map.of("d", "x")));
  }

  @Test
  void noMovesAreNoRounds() {
    assertThat(MoveRounds.of(Map.of())).isEmpty();
  }
}
