package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.occasion.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  @Test
  void whatIsTriedOutHasAPlaceInLongListsOfTheContextsNamed() {
    Pools pools =
        new Pools(List.of(), List.of(), Map.of(), 0.3, 0.1, Set.of(Context.HOME, Context.PRODUCT));
    assertThat(pools.haveAPlaceIn(question(asked -> {}))).isTrue();
    assertThat(pools.haveAPlaceIn(question(asked -> asked.n = "4"))).isFalse();
    assertThat(pools.haveAPlaceIn(question(asked -> asked.surface = "console"))).isFalse();
    assertThat(pools.haveAPlaceIn(question(asked -> asked.itemId = "I07"))).isTrue();
    assertThat(pools.haveAPlaceIn(question(asked -> asked.query = "tea"))).isFalse();
    assertThat(Pools.NONE.haveAPlaceIn(question(asked -> {}))).isFalse();
  }

  private static boolean isNarrow(Consumer<QueryParameters> asks) {
    return question(asks).isNarrow();
  }

  private static Question question(Consumer<QueryParameters> asks) {
    QueryParameters asked = new QueryParameters();
    asks.accept(asked);
    return QuestionReader.read(asked.request());
  }
}
