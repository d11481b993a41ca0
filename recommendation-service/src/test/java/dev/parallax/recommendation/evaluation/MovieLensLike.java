package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.evaluation.data.InteractionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Ratings with a planted taste: users and items are of some kinds, users rate mostly items of their
 * own kind and like them better, and some items are popular with all.
 */
public final class MovieLensLike {
  private static final int KINDS = 4;

  /** One rating; ids from 1, as MovieLens has them. */
  public record Rating(int user, int item, int stars, long second) {}

  private MovieLensLike() {}

  public static List<Rating> ratings(int users, int items, int each, long seed) {
    Random random = new Random(seed);
    List<Rating> ratings = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      java.util.BitSet rated = new java.util.BitSet();
      while (rated.cardinality() < each) {
        int item = (int) (items * random.nextDouble() * random.nextDouble());
        boolean ownKind = item % KINDS == u % KINDS;
        if (!rated.get(item) && (ownKind || random.nextInt(8) == 0)) {
          rated.set(item);
          int stars = Math.clamp((ownKind ? 4 : 2) + random.nextInt(-1, 2), 1, 5);
          ratings.add(
              new Rating(u + 1, item + 1, stars, 880_000_000L + random.nextInt(30_000_000)));
        }
      }
    }
    java.util.Collections.shuffle(ratings, random);
    return ratings;
  }

  static InteractionTable table(List<Rating> ratings) {
    InteractionTable.Builder rows = InteractionTable.builder(true, true);
    ratings.forEach(r -> rows.add(r.user() - 1, r.item() - 1, r.stars(), r.second()));
    return rows.build();
  }

  /** As MovieLens-100K's u.data has them. */
  public static String uData(List<Rating> ratings) {
    StringBuilder text = new StringBuilder();
    ratings.forEach(
        r ->
            text.append(r.user())
                .append('\t')
                .append(r.item())
                .append('\t')
                .append(r.stars())
                .append('\t')
                .append(r.second())
                .append('\n'));
    return text.toString();
  }

  /** As MovieLens-1M's ratings.dat has them. */
  public static String ratingsDat(List<Rating> ratings) {
    return uData(ratings).replace("\t", "::");
  }
}
