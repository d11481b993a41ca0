package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Profiles;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.ranking.Interests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes questions from what happened within [from, until), learned from what happened before. */
final class Cases {
  private static final int SECONDS = 60;

  private Cases() {}

  /**
   * One per customer who bought something new: from the profile up to {@code from}, without what
   * was bought already, find it.
   */
  static List<Case> customers(
      Dataset data, Profiles profiles, TimeDecay decay, int from, int until, int most, long seed) {
    List<Case> cases = new ArrayList<>();
    for (int customer : sample(data.customers(), seed)) {
      if (cases.size() == most) {
        break;
      }
      BitSet before = data.bought(customer, Integer.MIN_VALUE, from);
      BitSet targets = data.bought(customer, from, until);
      targets.andNot(before);
      if (!before.isEmpty() && !targets.isEmpty()) {
        cases.add(new Case(interests(profiles, customer, decay), before, targets));
      }
    }
    return cases;
  }

  /** One per basket of two or more: from all but one of its items find that one. */
  static List<Case> baskets(Dataset data, int from, int until, int most, long seed) {
    Random random = new Random(seed);
    List<Case> cases = new ArrayList<>();
    for (int number : sample(data.baskets(), seed)) {
      if (cases.size() == most) {
        break;
      }
      int minute = data.basketMinute(number);
      int[] items = Arrays.stream(data.basket(number)).distinct().toArray();
      if (minute < from || minute >= until || items.length < 2) {
        continue;
      }
      int held = random.nextInt(items.length);
      Interests.Builder rest = Interests.builder();
      BitSet excluded = new BitSet();
      for (int i = 0; i < items.length; i++) {
        if (i != held) {
          rest.add(items[i], 1, 1);
          excluded.set(items[i]);
        }
      }
      BitSet target = new BitSet();
      target.set(items[held]);
      cases.add(new Case(rest.build(), excluded, target));
    }
    return cases;
  }

  private static Interests interests(Profiles profiles, int customer, TimeDecay decay) {
    SparseMatrix preferences = profiles.preferences();
    int newest = Integer.MIN_VALUE;
    for (int p = preferences.from(customer); p < preferences.to(customer); p++) {
      newest = Math.max(newest, profiles.lastMinute(p));
    }
    Interests.Builder builder = Interests.builder();
    for (int p = preferences.from(customer); p < preferences.to(customer); p++) {
      double recency =
          decay.weight((long) profiles.lastMinute(p) * SECONDS, (long) newest * SECONDS);
      builder.add(preferences.column(p), preferences.value(p), recency);
    }
    return builder.build();
  }

  private static List<Integer> sample(int count, long seed) {
    List<Integer> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(seed));
    return numbers;
  }
}
