package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void whatLeavesOutAPartOfTheAssortmentIsNarrow() {
    assertThat(isNarrow(asked -> asked.userId = "u")).isFalse();
    assertThat(isNarrow(asked -> asked.itemId = "I07")).isFalse();
    assertThat(isNarrow(asked -> asked.inStock = "true")).isFalse();
    assertThat(isNarrow(asked -> asked.query = "qqqq")).isTrue();
    assertThat(isNarrow(asked -> asked.categories = List.of("no-such"))).isTrue();
    assertThat(isNarrow(asked -> asked.minPrice = "1000000")).isTrue();
    assertThat(isNarrow(asked -> asked.maxPrice = "0")).isTrue();
  }

  private static boolean isNarrow(Consumer<QueryParameters> asks) {
    QueryParameters asked = new QueryParameters();
    asks.accept(asked);
    return QuestionReader.read(asked.request()).isNarrow();
  }
}
