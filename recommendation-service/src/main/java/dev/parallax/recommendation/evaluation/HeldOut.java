package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.evaluation.data.InteractionTable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One question per user of held-out interactions: from what is learned from find what is held out,
 * among all items the user has not. Users of whom nothing was learned are left out and counted: no
 * algorithm here could say anything of them but what is popular.
 */
final class HeldOut implements Questions {
  private final Interactions learned;
  private final Interactions known;
  private final Interactions asked;
  private final int[] users;
  private final int coldUsers;

  private HeldOut(
      Interactions learned, Interactions known, Interactions asked, int[] users, int coldUsers) {
    this.learned = learned;
    this.known = known;
    this.asked = asked;
    this.users = users;
    this.coldUsers = coldUsers;
  }

  /**
   * @param learned the parts that were learned from, which are the histories, as a set of bits
   * @param known the parts that are never in a list
   * @param asked the part that holds the answers
   * @param mostUsers asked at most; a sample by the seed of more
   */
  public static HeldOut of(
      InteractionTable table,
      byte[] parts,
      Interactions learned,
      int known,
      int asked,
      int mostUsers,
      long seed) {
    Interactions answers = table.interactions(parts, asked, false);
    int[] users = new int[table.users()];
    int warm = 0;
    int cold = 0;
    for (int u = 0; u < users.length; u++) {
      if (answers.from(u) < answers.to(u)) {
        if (learned.from(u) < learned.to(u)) {
          users[warm++] = u;
        } else {
          cold++;
        }
      }
    }
    return new HeldOut(
        learned,
        table.interactions(parts, known, true),
        answers,
        sampled(Arrays.copyOf(users, warm), mostUsers, seed),
        cold);
  }

  private static int[] sampled(int[] users, int most, long seed) {
    if (users.length <= most) {
      return users;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < most; i++) {
      int other = i + random.nextInt(users.length - i);
      int user = users[i];
      users[i] = users[other];
      users[other] = user;
    }
    int[] some = Arrays.copyOf(users, most);
    Arrays.sort(some);
    return some;
  }

  /** The same questions with other values in the histories. */
  HeldOut with(Interactions histories) {
    return new HeldOut(histories, known, asked, users, coldUsers);
  }

  @Override
  public int size() {
    return users.length;
  }

  @Override
  public int items() {
    return learned.items();
  }

  /** Users with held-out interactions of whom nothing was learned. */
  public int coldUsers() {
    return coldUsers;
  }

  @Override
  public History history(int number) {
    return History.of(learned, users[number]);
  }

  @Override
  public int[] excluded(int number) {
    return items(known, users[number]);
  }

  @Override
  public int[] targets(int number) {
    return items(asked, users[number]);
  }

  /** Held-out ratings of a case, in the order of {@link #askedItem}. */
  int asked(int number) {
    return asked.to(users[number]) - asked.from(users[number]);
  }

  int askedItem(int number, int position) {
    return asked.item(asked.from(users[number]) + position);
  }

  float askedRating(int number, int position) {
    return asked.value(asked.from(users[number]) + position);
  }

  private static int[] items(Interactions of, int user) {
    int[] items = new int[of.to(user) - of.from(user)];
    for (int i = 0; i < items.length; i++) {
      items[i] = of.item(of.from(user) + i);
    }
    Arrays.sort(items);
    return items;
  }
}
