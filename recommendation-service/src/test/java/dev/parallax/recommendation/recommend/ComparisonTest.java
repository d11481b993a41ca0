package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.experiment.Treatment;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Phrase NOTHING = new Phrase("-", "-");
  private static final double SHUFFLED = 0.3;

  /** P is pinned to the second place of both; D is in one list alone. */
  private static final Map<String, List<String>> ARMS =
      Map.of("one", List.of("A", "P", "B", "C"), "other", List.of("B", "P", "A", "D"));

  @Test
  void propensitiesAreHowOftenItemsStandWhereTheyStand() {
    Treatment.Compared compared =
        new Treatment.Compared(
            List.of(
                new Treatment.Chance("one", Variant.USUAL, 0.75),
                new Treatment.Chance("other", Variant.USUAL, 0.25)),
            List.of(),
            SHUFFLED);
    Comparison comparison = new Comparison();
    ARMS.forEach((name, items) -> comparison.add(name, list(items)));
    comparison.add("candidate", list(List.of("C", "P", "B")));
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Integer> times = new HashMap<>();
    Map<String, Double> propensities = new HashMap<>();
    int lists = 60_000;
    for (int i = 0; i < lists; i++) {
      Recommendation list = list(ARMS.get(random.nextDouble() < 0.75 ? "one" : "other"));
      if (random.nextDouble() < SHUFFLED) {
        list = list.with("m", Comparison.shuffled(list.items(), random.split()));
      }
      Tried tried = comparison.drawn(new Tried(list, "e", "one", List.of(), List.of()), compared);
      for (int place = 0; place < 4; place++) {
        Recommendation.Item item = tried.answer().items().get(place);
        times.merge(item.itemId() + place, 1, Integer::sum);
        propensities.put(item.itemId() + place, item.propensity());
        assertThat(tried.agreeing(place).contains("candidate"))
            .isEqualTo(place < 3 && List.of("C", "P", "B").get(place).equals(item.itemId()));
      }
    }
    assertThat(propensities).hasSize(13).containsEntry("P1", 1.0);
    times.forEach(
        (where, often) ->
            assertThat(propensities.get(where))
                .as(where)
                .isCloseTo((double) often / lists, within(0.01)));
  }

  @Test
  void whatStandsByAChanceOfItsOwnIsNotCompared() {
    Comparison comparison = new Comparison();
    Recommendation list = list(List.of("A", "B"));
    comparison.add("one", list);
    comparison.add(
        "other", list.with("m", List.of(list.items().get(0), list.items().get(1).with(0.1))));
    Tried tried = new Tried(list, "e", "one", List.of(), List.of());
    Treatment.Chance always = new Treatment.Chance("one", Variant.USUAL, 1);
    assertThat(comparison.drawn(tried, new Treatment.Compared(List.of(always), List.of(), 0)))
        .isSameAs(tried);
  }

  @Test
  void whatIsPinnedStaysWhereItIsInADraftedListAndIsNobodys() {
    Treatment.Second names = new Treatment.Second("one", "other", Variant.USUAL);
    for (int i = 0; i < 50; i++) {
      String id = "recommendation-" + new UUID(1, i * 7919L);
      List<Interleaving.Place> places =
          new Interleaving(list(ARMS.get("one")), list(ARMS.get("other"))).draft(id);
      assertThat(places).extracting(place -> place.item().itemId()).doesNotHaveDuplicates();
      assertThat(places).hasSize(4);
      assertThat(places.get(1).item().itemId()).isEqualTo("P");
      assertThat(places.get(1).arm(names)).isNull();
      assertThat(places.get(0).arm(names)).isIn("one", "other");
    }
  }

  private static Recommendation list(List<String> items) {
    return new Recommendation(
        "recommendation-" + new UUID(1, 2),
        "c",
        Context.HOME,
        "m",
        true,
        items.stream().flatMap(item -> Stream.of(item(item))).toList(),
        List.of(),
        NOTHING,
        List.of());
  }

  private static Recommendation.Item item(String id) {
    return new Recommendation.Item(
        id,
        id,
        "things",
        null,
        null,
        1,
        id.equals("P") ? Recommendation.Strategy.PINNED : Recommendation.Strategy.POPULAR,
        List.of(),
        NOTHING,
        null,
        List.of());
  }
}
