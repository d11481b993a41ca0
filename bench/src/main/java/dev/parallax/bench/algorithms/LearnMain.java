package dev.parallax.bench.algorithms;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.bench.process.Processes;
import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Scorer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Map;

/** Learns once, in a JVM of its own, and prints a {@link Learned} as JSON. */
final class LearnMain {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ASKED = 2_000;
  private static final int LIST = 10;

  private LearnMain() {}

  /**
   * @param args users, items, interactions, groups, algorithm, its settings as JSON
   */
  public static void main(String[] args) throws IOException {
    Taste taste =
        new Taste(number(args[0]), number(args[1]), number(args[2]), number(args[3]), 20_260_101);
    Taste.Split split = taste.split();
    Map<String, Object> settings = JSON.readValue(args[5], new TypeReference<>() {});
    Effort effort = new Effort(Runtime.getRuntime().availableProcessors(), 1);
    long began = System.nanoTime();
    Scorer scorer = Algorithms.of(args[4], settings).fit(split.known(), effort);
    double seconds = (System.nanoTime() - began) / 1e9;
    Scorer popular = Algorithms.of("popularity", Map.of()).fit(split.known(), effort);
    double popularHits = hitRate(popular, split);
    long asked = System.nanoTime();
    double hits = hitRate(scorer, split);
    double micros = (System.nanoTime() - asked) / 1e3 / Math.min(ASKED, taste.users());
    System.out.println(
        JSON.writeValueAsString(
            new Learned(
                split.known().size(),
                seconds,
                hits,
                popularHits,
                micros,
                heap(),
                Processes.peakMebibytes())));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static double hitRate(Scorer scorer, Taste.Split split) {
    Interactions known = split.known();
    int asked = Math.min(ASKED, known.users());
    float[] scores = new float[known.items()];
    int hits = 0;
    for (int user = 0; user < asked; user++) {
      History history = History.of(known, user);
      scorer.score(history, scores);
      for (int item : history.items()) {
        scores[item] = Float.NEGATIVE_INFINITY;
      }
      float own = scores[split.last()[user]];
      int better = 0;
      for (float score : scores) {
        better += score > own ? 1 : 0;
      }
      hits += better < LIST ? 1 : 0;
    }
    return (double) hits / asked;
  }

  private static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }
}
