package dev.parallax.recommendation.algorithm.session;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Options;

/**
 * Sessions like the one under way: vector multiplication session-based k-NN (VSKNN; Ludewig and
 * Jannach, Evaluation of Session-based Recommendation Algorithms, UMUAI 2018). Of the newest
 * sessions that share an item with it the {@code k} most similar ones count, and what was done last
 * counts most.
 *
 * @param gapMinutes a pause of so long ends a session; 0 takes all that somebody did as one
 * @param k sessions that count
 * @param sample newest sessions that are compared
 * @param length of the session under way, its newest items
 * @param rareItems how much less is made of items that many sessions have: the power of idf
 */
public record SessionKnnAlgorithm(int gapMinutes, int k, int sample, int length, double rareItems) {

  public static Algorithms.Method of(Options options) {
    SessionKnnAlgorithm settings =
        new SessionKnnAlgorithm(
            options.whole("gapMinutes", 0, 1_000_000, 30),
            options.whole("k", 1, 100_000, 200),
            options.whole("sample", 1, 1_000_000, 2_000),
            options.whole("length", 1, 1_000, 30),
            options.number("rareItems", 0, 10, 0));
    return (data, effort) -> new SessionNeighbours(settings, Sessions.of(data, settings));
  }

  /** Where the last session of a row in time order begins. */
  boolean endsSession(long second, long nextSecond) {
    return gapMinutes > 0 && nextSecond - second > gapMinutes * 60L;
  }
}
