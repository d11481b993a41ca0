package dev.parallax.recommendation.algorithm.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Samples;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatingsTest {
  /** Noise has a deviation of 0.3: what comes close to that knows nearly all there is to know. */
  @Test
  void hiddenFactorsAreFoundAndNeighboursBeatTheBaseline() {
    Interactions data = Samples.ratings(400, 80, 40, 1);
    double baseline = error("rating-baseline", Map.of(), data);
    double neighbours = error("rating-knn", Map.of("k", 20, "shrinkage", 20), data);
    double factors = error("rating-als", Map.of("factors", 4, "lambda", 0.03), data);
    assertThat(baseline).isBetween(0.9, 1.2);
    assertThat(neighbours).isLessThan(0.75 * baseline);
    assertThat(factors).isLessThan(0.4);
  }

  /** Root of the mean squared error on each user's last five ratings. */
  private static double error(String name, Map<String, Object> settings, Interactions data) {
    Interactions.Builder known = Interactions.builder(data.users(), data.items());
    for (int user = 0; user < data.users(); user++) {
      for (int p = data.from(user); p < data.to(user) - 5; p++) {
        known.add(user, data.item(p), data.value(p), data.second(p));
      }
    }
    Interactions train = known.build();
    Scorer scorer = Algorithms.of(name, settings).fit(train, new Effort(2, 1));
    assertThat(scorer.predictsValues()).isTrue();
    double sum = 0;
    for (int user = 0; user < data.users(); user++) {
      float[] scores = Samples.scores(scorer, train, user);
      for (int p = data.to(user) - 5; p < data.to(user); p++) {
        sum += Math.pow(scores[data.item(p)] - data.value(p), 2);
      }
    }
    return Math.sqrt(sum / (5 * data.users()));
  }

  /** From the definitions, on dense matrices; each item is rated once by each user. */
  @Test
  void neighboursPredictWhatADenseBruteForcePredicts() {
    int users = 14;
    int items = 8;
    double[][] ratings = new double[users][items];
    Interactions.Builder builder = Interactions.builder(users, items);
    Random random = new Random(3);
    for (int user = 0; user < users; user++) {
      for (int item = 0; item < items; item++) {
        if (random.nextInt(3) > 0) {
          ratings[user][item] = 1 + random.nextInt(5);
          builder.add(user, item, (float) ratings[user][item], item);
        }
      }
    }
    Interactions data = builder.build();
    Scorer scorer =
        Algorithms.of("rating-knn", Map.of("k", 3, "shrinkage", 2)).fit(data, new Effort(2, 1));
    double mean =
        Arrays.stream(ratings)
            .flatMapToDouble(Arrays::stream)
            .filter(r -> r > 0)
            .average()
            .orElseThrow();
    double[] ofItems = new double[items];
    for (int item = 0; item < items; item++) {
      int count = 0;
      for (double[] row : ratings) {
        ofItems[item] += row[item] > 0 ? row[item] - mean : 0;
        count += row[item] > 0 ? 1 : 0;
      }
      ofItems[item] /= count + 10;
    }
    double[] ofUsers = new double[users];
    double[][] above = new double[users][items];
    for (int user = 0; user < users; user++) {
      int count = 0;
      for (int item = 0; item < items; item++) {
        ofUsers[user] += ratings[user][item] > 0 ? ratings[user][item] - mean - ofItems[item] : 0;
        count += ratings[user][item] > 0 ? 1 : 0;
      }
      ofUsers[user] /= count + 5;
      for (int item = 0; item < items; item++) {
        above[user][item] = ratings[user][item] - mean - ofItems[item] - ofUsers[user];
      }
    }
    for (int user = 0; user < users; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      for (int item = 0; item < items; item++) {
        double expected =
            mean + ofItems[item] + ofUsers[user] + byNeighbours(ratings, above, user, item);
        assertThat((double) scores[item]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  private static double byNeighbours(double[][] ratings, double[][] above, int user, int item) {
    List<Integer> near =
        IntStream.range(0, above[0].length)
            .filter(o -> o != item && ratings[user][o] > 0 && alike(ratings, above, item, o) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer o) -> -alike(ratings, above, item, o)))
            .limit(3)
            .toList();
    double sum = 0;
    double weights = 0;
    for (int other : near) {
      sum += alike(ratings, above, item, other) * above[user][other];
      weights += alike(ratings, above, item, other);
    }
    return near.isEmpty() ? 0 : sum / weights;
  }

  private static double alike(double[][] ratings, double[][] above, int a, int b) {
    double products = 0;
    double squaresA = 0;
    double squaresB = 0;
    int n = 0;
    for (int user = 0; user < ratings.length; user++) {
      if (ratings[user][a] > 0 && ratings[user][b] > 0) {
        products += above[user][a] * above[user][b];
        squaresA += above[user][a] * above[user][a];
        squaresB += above[user][b] * above[user][b];
        n++;
      }
    }
    return n < 2 ? 0 : products / Math.sqrt(squaresA * squaresB) * (n - 1) / (n - 1 + 2);
  }
}
