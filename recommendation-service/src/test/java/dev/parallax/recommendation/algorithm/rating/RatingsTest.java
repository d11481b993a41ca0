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
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatingsTest {
  private static final int USERS = 14;
  private static final int ITEMS = 8;

  /** Noise has a deviation of 0.3: what comes close to that knows nearly all there is to know. */
  @Test
  void hiddenFactorsAreFoundAndNeighboursBeatTheBaseline() {
    Interactions data = Samples.ratings(400, 80, 40, 1);
    double baseline = error("rating-baseline", Map.of(), data);
    double neighbours = error("rating-knn", Map.of("k", 20, "shrinkage", 20), data);
    double people = error("rating-user-knn", Map.of("k", 20, "shrinkage", 5), data);
    double factors = error("rating-als", Map.of("factors", 4, "lambda", 0.03), data);
    assertThat(baseline).isBetween(0.9, 1.2);
    assertThat(neighbours).isLessThan(0.75 * baseline);
    assertThat(people).isLessThan(0.85 * baseline);
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

  /** Ratings, 0 where there is none, and what is above the baseline, from the definitions. */
  private record Dense(double[][] ratings, double[][] above, double[][] baseline) {
    static Dense random() {
      Random random = new Random(3);
      double[][] ratings = new double[USERS][ITEMS];
      for (double[] row : ratings) {
        for (int item = 0; item < ITEMS; item++) {
          row[item] = random.nextInt(3) > 0 ? 1 + random.nextInt(5) : 0;
        }
      }
      double mean =
          Arrays.stream(ratings)
              .flatMapToDouble(Arrays::stream)
              .filter(r -> r > 0)
              .average()
              .orElseThrow();
      double[] ofItems = new double[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        int count = 0;
        for (double[] row : ratings) {
          ofItems[item] += row[item] > 0 ? row[item] - mean : 0;
          count += row[item] > 0 ? 1 : 0;
        }
        ofItems[item] /= count + 10;
      }
      double[][] above = new double[USERS][ITEMS];
      double[][] baseline = new double[USERS][ITEMS];
      for (int user = 0; user < USERS; user++) {
        int count = 0;
        double ofUser = 0;
        for (int item = 0; item < ITEMS; item++) {
          ofUser += ratings[user][item] > 0 ? ratings[user][item] - mean - ofItems[item] : 0;
          count += ratings[user][item] > 0 ? 1 : 0;
        }
        for (int item = 0; item < ITEMS; item++) {
          baseline[user][item] = mean + ofItems[item] + ofUser / (count + 5);
          above[user][item] = ratings[user][item] - baseline[user][item];
        }
      }
      return new Dense(ratings, above, baseline);
    }

    Dense transposed() {
      return new Dense(transposed(ratings), transposed(above), transposed(baseline));
    }

    private static double[][] transposed(double[][] rows) {
      double[][] columns = new double[rows[0].length][rows.length];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows[i].length; j++) {
          columns[j][i] = rows[i][j];
        }
      }
      return columns;
    }

    Interactions interactions() {
      Interactions.Builder builder = Interactions.builder(USERS, ITEMS);
      for (int user = 0; user < USERS; user++) {
        for (int item = 0; item < ITEMS; item++) {
          if (ratings[user][item] > 0) {
            builder.add(user, item, (float) ratings[user][item], item);
          }
        }
      }
      return builder.build();
    }

    /** Of a row and a column from the three other columns most like it that the row has. */
    double predicted(int row, int column) {
      List<Integer> near =
          IntStream.range(0, above[0].length)
              .filter(o -> o != column && ratings[row][o] > 0 && alike(column, o) > 0)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer o) -> -alike(column, o)))
              .limit(3)
              .toList();
      double sum = 0;
      double weights = 0;
      for (int other : near) {
        sum += alike(column, other) * above[row][other];
        weights += alike(column, other);
      }
      return baseline[row][column] + (near.isEmpty() ? 0 : sum / weights);
    }

    private double alike(int a, int b) {
      double products = 0;
      double squaresA = 0;
      double squaresB = 0;
      int n = 0;
      for (int row = 0; row < ratings.length; row++) {
        if (ratings[row][a] > 0 && ratings[row][b] > 0) {
          products += above[row][a] * above[row][b];
          squaresA += above[row][a] * above[row][a];
          squaresB += above[row][b] * above[row][b];
          n++;
        }
      }
      return n < 2 ? 0 : products / Math.sqrt(squaresA * squaresB) * (n - 1) / (n - 1 + 2);
    }
  }

  @Test
  void neighboursPredictWhatADenseBruteForcePredicts() {
    Dense dense = Dense.random();
    assertPredicted("rating-knn", dense, dense::predicted, (user, item) -> true);
  }

  /** Of what was not rated: of what was, a user is their own closest neighbour. */
  @Test
  void usersPredictWhatADenseBruteForcePredicts() {
    Dense dense = Dense.random();
    Dense byItem = dense.transposed();
    assertPredicted(
        "rating-user-knn",
        dense,
        (user, item) -> byItem.predicted(item, user),
        (user, item) -> dense.ratings[user][item] == 0);
  }

  private static void assertPredicted(
      String name,
      Dense dense,
      ToDoubleBiFunction<Integer, Integer> expected,
      BiPredicate<Integer, Integer> asked) {
    Interactions data = dense.interactions();
    Scorer scorer = Algorithms.of(name, Map.of("k", 3, "shrinkage", 2)).fit(data, new Effort(2, 1));
    for (int user = 0; user < USERS; user++) {
      float[] scores = Samples.scores(scorer, data, user);
      for (int item = 0; item < ITEMS; item++) {
        if (asked.test(user, item)) {
          assertThat((double) scores[item])
              .isCloseTo(expected.applyAsDouble(user, item), within(1e-4));
        }
      }
    }
  }
}
