package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.popularity.Popularity;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What is popular.
 *
 * @param since orders from then on are counted
 * @param overall for everybody
 * @param segments for the members of each segment alone
 * @param mixed each segment's with a part of everybody's
 */
record Trends(
    ItemNumbers numbers,
    Instant since,
    Instant readAt,
    Popularity overall,
    Map<String, Popularity> segments,
    Map<String, Popularity> mixed) {

  /**
   * The same by other numbers: those items first, then the others that somebody touched. What was
   * not counted, because it came since, is popular with nobody yet.
   */
  Trends over(Collection<String> items) {
    ItemNumbers renumbered = new ItemNumbers(items);
    int[] numberOf = new int[numbers.size()];
    for (int i = 0; i < numberOf.length; i++) {
      numberOf[i] = renumbered.number(numbers.id(i));
    }
    return new Trends(
        renumbered,
        since,
        readAt,
        overall.renumbered(numberOf, renumbered.size()),
        renumbered(segments, numberOf, renumbered.size()),
        renumbered(mixed, numberOf, renumbered.size()));
  }

  private static Map<String, Popularity> renumbered(
      Map<String, Popularity> popularities, int[] numberOf, int size) {
    Map<String, Popularity> renumbered = HashMap.newHashMap(popularities.size());
    popularities.forEach((id, one) -> renumbered.put(id, one.renumbered(numberOf, size)));
    return Map.copyOf(renumbered);
  }
}
