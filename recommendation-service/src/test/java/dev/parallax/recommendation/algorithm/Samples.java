package dev.parallax.recommendation.algorithm;

import java.util.Random;

/** Interactions to learn from in tests. */
public final class Samples {
  private static final long DAY = 86_400;

  private Samples() {}

  /** Any, with repeats, and values 1 to 5. */
  public static Interactions any(int users, int items, int count, long seed) {
    Random random = new Random(seed);
    Interactions.Builder builder = Interactions.builder(users, items);
    for (int i = 0; i < count; i++) {
      builder.add(
          random.nextInt(users),
          random.nextInt(items),
          1 + random.nextInt(5),
          random.nextInt(200) * 3_600L);
    }
    return builder.build();
  }

  /**
   * Users of some groups, who like the items of their group, the first ones most, and once in four
   * times whatever is popular.
   */
  public static Interactions grouped(int users, int items, int groups, int each, long seed) {
    Random random = new Random(seed);
    Interactions.Builder builder = Interactions.builder(users, items);
    for (int user = 0; user < users; user++) {
      for (int i = 0; i < each; i++) {
        int own = (int) (Math.pow(random.nextDouble(), 2) * (items / groups)) * groups;
        int any = (int) (Math.pow(random.nextDouble(), 3) * items);
        builder.add(user, random.nextInt(4) == 0 ? any : own + user % groups, 1, i * DAY);
      }
    }
    return builder.build();
  }

  /** Ratings from two hidden factors and biases, with noise of deviation 0.3. */
  public static Interactions ratings(int users, int items, int each, long seed) {
    Random random = new Random(seed);
    double[][] ofUsers = hidden(random, users);
    double[][] ofItems = hidden(random, items);
    Interactions.Builder builder = Interactions.builder(users, items);
    for (int user = 0; user < users; user++) {
      for (int i = 0; i < each; i++) {
        int item = random.nextInt(items);
        double rating = 3 + ofUsers[user][2] * 0.4 + ofItems[item][2] * 0.4;
        for (int k = 0; k < 2; k++) {
          rating += 0.7 * ofUsers[user][k] * ofItems[item][k];
        }
        builder.add(user, item, (float) (rating + random.nextGaussian() * 0.3), i);
      }
    }
    return builder.build();
  }

  private static double[][] hidden(Random random, int rows) {
    double[][] values = new double[rows][3];
    for (double[] row : values) {
      for (int k = 0; k < row.length; k++) {
        row[k] = random.nextGaussian();
      }
    }
    return values;
  }

  /** The values of users by items, repeats summed. */
  public static double[][] dense(Interactions data) {
    double[][] dense = new double[data.users()][data.items()];
    for (int user = 0; user < data.users(); user++) {
      for (int p = data.from(user); p < data.to(user); p++) {
        dense[user][data.item(p)] += data.value(p);
      }
    }
    return dense;
  }

  /** 1 where there is anything. */
  public static double[][] binary(Interactions data) {
    double[][] dense = dense(data);
    for (double[] row : dense) {
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] > 0 ? 1 : 0;
      }
    }
    return dense;
  }

  public static float[] scores(Scorer scorer, Interactions data, int user) {
    float[] scores = new float[data.items()];
    scorer.score(History.of(data, user), scores);
    return scores;
  }
}
