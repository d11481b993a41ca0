package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.ease.EaseAlgorithm;
import dev.parallax.recommendation.algorithm.ease.SlimAlgorithm;
import dev.parallax.recommendation.algorithm.served.ServedAlgorithm;
import java.util.HashMap;
import java.util.Map;

/**
 * How much memory learning takes at its peak, by algorithm, settings and data, so that what does
 * not fit is refused in words instead of taking the service down.
 *
 * @param data that is learned from
 * @param room bytes that may be taken
 */
public record Footprint(Data data, long room) {
  /** What the service needs while nothing is learned. */
  private static final long SERVICE = 100L << 20;

  /** The rest is where the collector moves things. */
  private static final double PART_OF_HEAP = 0.6;

  private static final int MEBI = 1 << 20;

  /** The matrix of users by items, its transpose, and one weighted from it. */
  private static final long PER_INTERACTION = 40;

  /** Sessions are ordered as objects, and kept twice. */
  private static final long PER_INTERACTION_OF_SESSIONS = 80;

  /** A pair of items: in the row that found it, in the joined rows, in the transposed ones. */
  private static final long PER_PAIR = 24;

  private static final long JOINED_PAIR = 8;

  /** Four bytes a pair, and the panels of the inversion. */
  private static final long PER_DENSE_PAIR = 5;

  /** Itemsets and rules at their most, and the tree that they are mined from. */
  private static final long RULES = 100L << 20;

  private static final long PER_FACTOR = 8;
  private static final long PARTS_OF_GRAM = 64 * 4;
  private static final long PER_ITEM = 16;
  private static final long PER_USER = 32;

  /**
   * What there is to learn from.
   *
   * @param held bytes that are held beside what is learned: tables, questions
   * @param models that are in memory at once
   */
  public record Data(long users, long items, long interactions, long held, int models) {}

  /** With what this process may take. */
  public static Footprint of(Data data) {
    return new Footprint(
        data, (long) (Math.max(0, Runtime.getRuntime().maxMemory() - SERVICE) * PART_OF_HEAP));
  }

  /** Whether there is room for it. */
  public boolean fits(Contestant contestant) {
    return bytes(contestant) <= room;
  }

  /**
   * The same, or where only that fits, EASE by a sparse matrix; what was asked for stays as it is.
   */
  public Contestant fitting(Contestant contestant) {
    boolean free =
        contestant.algorithm().equals(EaseAlgorithm.NAME)
            && EaseAlgorithm.AUTO.equals(
                settings(contestant).getOrDefault(EaseAlgorithm.APPROXIMATION, ""));
    if (!free || fits(contestant)) {
      return contestant;
    }
    Map<String, Object> sparse = new HashMap<>(contestant.settings());
    sparse.put(EaseAlgorithm.APPROXIMATION, EaseAlgorithm.SPARSE);
    return new Contestant(contestant.algorithm(), sparse);
  }

  /**
   * @throws TooLargeException when it does not fit; the message says how much is needed
   */
  public void check(Contestant contestant) {
    if (!fits(contestant)) {
      throw new TooLargeException(
          contestant.algorithm()
              + " needs about "
              + bytes(contestant) / MEBI
              + " MiB for "
              + data.items()
              + " items and "
              + data.interactions()
              + " interactions by these settings, and may take "
              + room / MEBI
              + " MiB: fewer items or neighbours need less, and the service's heap can be larger"
              + " (PARALLAX_HEAP_RECOMMENDATION of ./parallax, the memory of its pods)");
    }
  }

  /** At the peak. */
  long bytes(Contestant contestant) {
    Map<String, Object> settings = settings(contestant);
    long items = data.items();
    long perInteraction = PER_INTERACTION;
    long model = PER_ITEM * items;
    switch (contestant.algorithm()) {
      case EaseAlgorithm.NAME -> model += ease(settings);
      case "item-knn" -> model += itemKnn(settings);
      case ServedAlgorithm.NAME -> model += served(settings);
      case SlimAlgorithm.NAME -> model += slim(settings);
      case "rating-knn" -> model += PER_PAIR * items * Math.min(items, whole(settings, "kept"));
      case "als", "rating-als" -> model += factors(whole(settings, "factors"));
      case "user-knn", "rating-user-knn" -> model += PER_USER * data.users();
      case "session-knn" -> perInteraction = PER_INTERACTION_OF_SESSIONS;
      default -> {
        // Counts of items are all that is left.
      }
    }
    return data.held() + perInteraction * data.interactions() + data.models() * model;
  }

  private long itemKnn(Map<String, Object> settings) {
    return PER_PAIR * data.items() * Math.min(data.items(), whole(settings, "k"));
  }

  private long served(Map<String, Object> settings) {
    long neighbours =
        switch ((String) settings.get(ServedAlgorithm.BY)) {
          case EaseAlgorithm.NAME -> ease(settings);
          case SlimAlgorithm.NAME -> slim(settings);
          case "item-knn" -> itemKnn(settings);
          default -> 0;
        };
    return RULES + neighbours;
  }

  private long slim(Map<String, Object> settings) {
    long items = data.items();
    return PER_DENSE_PAIR * items * items
        + PER_PAIR * items * Math.min(items, whole(settings, "neighbours"));
  }

  private long ease(Map<String, Object> settings) {
    long items = data.items();
    Object approximation = settings.get(EaseAlgorithm.APPROXIMATION);
    boolean sparse =
        approximation.equals(EaseAlgorithm.SPARSE)
            || approximation.equals(EaseAlgorithm.AUTO) && items > EaseAlgorithm.MOST_DENSE;
    if (!sparse) {
      return PER_DENSE_PAIR * items * items;
    }
    long neighbours = Math.min(items, whole(settings, "neighbours"));
    long cosines = Math.min(items, EaseAlgorithm.cosines((int) neighbours));
    return items * Math.max(PER_PAIR * cosines, JOINED_PAIR * cosines + PER_PAIR * neighbours);
  }

  private long factors(long factors) {
    return PER_FACTOR * (factors + 1) * (data.users() + data.items())
        + PARTS_OF_GRAM * factors * factors;
  }

  private static Map<String, Object> settings(Contestant contestant) {
    return Algorithms.of(contestant.algorithm(), contestant.settings()).settings();
  }

  private static long whole(Map<String, Object> settings, String name) {
    return ((Number) settings.get(name)).longValue();
  }
}
