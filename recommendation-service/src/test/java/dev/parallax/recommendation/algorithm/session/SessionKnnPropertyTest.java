package dev.parallax.recommendation.algorithm.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SessionKnnPropertyTest {
  private static final int GAP_SECONDS = 600 * 60;

  @Property(tries = 100, seed = "50")
  void scoresAreThoseOfLoopsOverAllSessions(
      @ForAll @IntRange(min = 1, max = 8) int k,
      @ForAll @IntRange(min = 1, max = 12) int sample,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(6, 8, 60, seed);
    Scorer scorer =
        Algorithms.of("session-knn", Map.of("gapMinutes", 600, "k", k, "sample", sample))
            .fit(data, new Effort(1, 1));
    for (int user = 0; user < 6; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      double[] expected = expected(sessions(data), last(data, user), k, sample);
      for (int item = 0; item < 8; item++) {
        assertThat((double) scores[item]).isCloseTo(expected[item], within(1e-5));
      }
    }
  }

  @Example
  void onlyTheVisitUnderWaySpeaks() {
    Interactions data =
        Interactions.builder(2, 4)
            .add(0, 0, 1, 0)
            .add(0, 1, 1, 60)
            .add(1, 2, 1, 5_000)
            .add(1, 3, 1, 5_060)
            .build();
    Scorer scorer = Algorithms.of("session-knn", Map.of()).fit(data, new Effort(1, 1));
    float[] scores = new float[4];
    scorer.score(new History(new int[] {0, 2}, new float[] {1, 1}, new long[] {0, 9_000}), scores);
    assertThat(scores[3]).isPositive();
    assertThat(scores[1]).isZero();
  }

  private record Session(List<Integer> items, long end) {}

  /** By end, those of the same end by user. */
  private static List<Session> sessions(Interactions data) {
    List<Session> sessions = new ArrayList<>();
    for (int user = 0; user < data.users(); user++) {
      List<Integer> items = new ArrayList<>();
      for (int p = data.from(user); p < data.to(user); p++) {
        items.add(data.item(p));
        if (p + 1 == data.to(user) || data.second(p + 1) - data.second(p) > GAP_SECONDS) {
          sessions.add(new Session(items.stream().distinct().toList(), data.second(p)));
          items = new ArrayList<>();
        }
      }
    }
    sessions.sort(Comparator.comparingLong(Session::end));
    return sessions;
  }

  /** The different items of the last session, the newest first. */
  private static List<Integer> last(Interactions data, int user) {
    List<Integer> last = new ArrayList<>();
    for (int p = data.to(user) - 1; p >= data.from(user); p--) {
      if (p < data.to(user) - 1 && data.second(p + 1) - data.second(p) > GAP_SECONDS) {
        break;
      }
      if (!last.contains(data.item(p))) {
        last.add(data.item(p));
      }
    }
    return last;
  }

  private static double[] expected(List<Session> all, List<Integer> current, int k, int sample) {
    List<Session> sharing =
        all.stream().filter(s -> s.items().stream().anyMatch(current::contains)).toList();
    List<Session> newest = sharing.subList(Math.max(0, sharing.size() - sample), sharing.size());
    List<Session> near =
        newest.stream()
            .sorted(Comparator.comparingDouble((Session s) -> -(float) alike(s, current)))
            .limit(k)
            .toList();
    double[] scores = new double[8];
    for (Session session : near) {
      int place = 0;
      while (!session.items().contains(current.get(place))) {
        place++;
      }
      for (int item : session.items()) {
        scores[item] += alike(session, current) / (place + 1);
      }
    }
    return scores;
  }

  private static double alike(Session session, List<Integer> current) {
    double shared = 0;
    for (int c = 0; c < current.size(); c++) {
      if (session.items().contains(current.get(c))) {
        shared += (double) (current.size() - c) / current.size();
      }
    }
    return shared / Math.sqrt(session.items().size());
  }
}
