package dev.parallax.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.algorithm.Algorithms;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceTest {
  @ParameterizedTest
  @MethodSource("dev.parallax.recommendation.evaluation.SearchSpace#algorithms")
  void everyValueOfEverySearchIsASettingOfTheAlgorithm(String algorithm) {
    assertThat(Algorithms.names()).contains(algorithm);
    for (SearchSpace.Axis axis : SearchSpace.of(algorithm)) {
      assertThat(axis.start()).isBetween(0, axis.values().size() - 1);
      for (Object value : axis.values()) {
        assertThat(Algorithms.of(algorithm, Map.of(axis.setting(), value)).settings())
            .containsKey(axis.setting());
      }
    }
  }
}
