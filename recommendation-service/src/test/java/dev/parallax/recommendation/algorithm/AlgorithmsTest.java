package dev.parallax.recommendation.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "item-knn|k|0|settings.k must be a whole number, 1 to 1,000,000",
        "item-knn|k|2.5|settings.k must be a whole number, 1 to 1,000,000",
        "item-knn|similarity|round|settings.similarity must be one of cosine, jaccard, pearson,",
        "item-knn|shrinkage|-1|settings.shrinkage must be a number, 0 to 1,000,000,000",
        "item-knn|neighbors|5|settings.neighbors is no setting of it: k, similarity,",
        "ease|lambda|0|settings.lambda must be a number, 0.001 to 1,000,000,000",
        "ease|dropout|1|settings.dropout must be a number, 0 to 0.99",
        "ease|userPower|-1|settings.userPower must be a number, 0 to 2",
        "slim|l1|-1|settings.l1 must be a number, 0 to 1,000,000",
        "als|factors|many|settings.factors must be a whole number, 1 to 512",
        "random|seed|1|settings.seed is no setting of it: it has none",
        "trending|usualHalfLifeDays|1|settings.usualHalfLifeDays must be greater",
        "magic|k|1|name must be one of als, ease, item-knn,"
      })
  void tellsWhichSettingIsWrongAndWhatWouldBeRight(
      String name, String setting, String value, String said) {
    Object number = value.matches("-?[0-9.]+") ? Double.valueOf(value) : value;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Algorithms.of(name, Map.of(setting, number)))
        .withMessageStartingWith(said);
  }

  @Test
  void countsHaveNoWeighting() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Algorithms.of("item-knn", Map.of("similarity", "lift", "weighting", "bm25")))
        .withMessageStartingWith("settings.weighting");
  }

  @Test
  void nothingLeadsAround() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Algorithms.of(null, Map.of()))
        .withMessageStartingWith("name");
    Map<String, Object> none = new TreeMap<>();
    none.put("k", null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Algorithms.of("item-knn", none))
        .withMessageStartingWith("settings.k");
  }

  @Test
  void allSettingsAreToldWithTheirDefaults() {
    assertThat(Algorithms.of("als", Map.of("factors", 8.0)).settings())
        .containsEntry("factors", 8)
        .containsEntry("iterations", 15)
        .containsEntry("values", "log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rating-als", "rating-baseline", "rating-knn", "rating-user-knn"})
  void whatAreNoRatingsIsRefused(String name) {
    Interactions ones = Samples.grouped(5, 10, 2, 4, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Algorithms.of(name, Map.of()).fit(ones, new Effort(1, 1)))
        .withMessageContaining("ratings that differ");
  }

  /** Those that know a history find the last thing it leads to far more often than popularity. */
  @Test
  void whatIsPersonalBeatsPopularityOnGroupedUsers() {
    Interactions data = Samples.grouped(1_500, 300, 10, 12, 3);
    double popular = hits("popularity", Map.of(), data);
    // Few factors: tests run without the compiler that makes one instruction of a vector.
    Map<String, Object> small = Map.of("factors", 16, "iterations", 5);
    for (String name : List.of("als", "ease", "item-knn", "served", "slim", "user-knn")) {
      assertThat(hits(name, name.equals("als") ? small : Map.of(), data))
          .as(name)
          .isGreaterThan(2 * popular)
          .isGreaterThan(0.3);
    }
    assertThat(hits("session-knn", Map.of("gapMinutes", 0), data)).isGreaterThan(2 * popular);
    assertThat(hits("random", Map.of(), data)).isLessThan(popular);
  }

  /** Share of users whose last item is among the first ten of those new to them. */
  private static double hits(String name, Map<String, Object> settings, Interactions data) {
    Interactions.Builder known = Interactions.builder(data.users(), data.items());
    for (int user = 0; user < data.users(); user++) {
      for (int p = data.from(user); p < data.to(user) - 1; p++) {
        known.add(user, data.item(p), data.value(p), data.second(p));
      }
    }
    Interactions train = known.build();
    Scorer scorer = Algorithms.of(name, settings).fit(train, new Effort(2, 1));
    int hits = 0;
    int asked = 0;
    for (int user = 0; user < data.users(); user++) {
      History history = History.of(train, user);
      int target = data.item(data.to(user) - 1);
      float[] scores = Samples.scores(scorer, train, user);
      float of = scores[target];
      for (int item : history.items()) {
        scores[item] = Float.NEGATIVE_INFINITY;
      }
      if (scores[target] == of) {
        asked++;
        int better = 0;
        for (float score : scores) {
          better += score > of ? 1 : 0;
        }
        hits += better < 10 ? 1 : 0;
      }
    }
    return (double) hits / asked;
  }
}
