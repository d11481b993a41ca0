package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Rows;
import dev.parallax.recommendation.evaluation.Questions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** What is asked of a shop's models: what customers will buy, and what is missing from a basket. */
final class ShopQuestions implements Questions {
  private final int items;
  private final List<Question> questions;

  private record Question(History history, int[] excluded, int[] targets) {}

  private ShopQuestions(int items, List<Question> questions) {
    this.items = items;
    this.questions = questions;
  }

  /**
   * How many, and which.
   *
   * @param most a sample of more
   * @param seed draws the same ones again
   */
  record Sampling(int most, long seed) {}

  /**
   * One per customer who bought something new: from what was learned of them, without what they had
   * bought already, find it. Without orders, who took interest in something new.
   */
  static ShopQuestions customers(
      Dataset data, Interactions profiles, Rows learned, Rows asked, Sampling sampling) {
    List<Question> questions = new ArrayList<>();
    for (int customer : shuffled(data.customers(), sampling.seed())) {
      if (questions.size() == sampling.most()) {
        break;
      }
      BitSet before = data.goals(customer, learned);
      BitSet targets = data.goals(customer, asked);
      targets.andNot(before);
      if (!before.isEmpty() && !targets.isEmpty()) {
        questions.add(
            new Question(
                History.of(profiles, customer),
                before.stream().toArray(),
                targets.stream().toArray()));
      }
    }
    return new ShopQuestions(data.items(), questions);
  }

  /** One per basket of two or more: from all but one of its items find that one. */
  static ShopQuestions baskets(Dataset data, Rows asked, Sampling sampling) {
    SplittableRandom random = new SplittableRandom(sampling.seed());
    List<Question> questions = new ArrayList<>();
    for (int number : shuffled(data.baskets(), sampling.seed())) {
      if (questions.size() == sampling.most()) {
        break;
      }
      if (!data.has(asked, number)) {
        continue;
      }
      int[] items = Arrays.stream(data.basket(number)).distinct().sorted().toArray();
      if (items.length > 1) {
        questions.add(missing(items, random.nextInt(items.length)));
      }
    }
    return new ShopQuestions(data.items(), questions);
  }

  private static Question missing(int[] items, int held) {
    int[] rest = new int[items.length - 1];
    System.arraycopy(items, 0, rest, 0, held);
    System.arraycopy(items, held + 1, rest, held, rest.length - held);
    float[] ones = new float[rest.length];
    Arrays.fill(ones, 1);
    return new Question(
        new History(rest, ones, new long[rest.length]), rest, new int[] {items[held]});
  }

  private static int[] shuffled(int count, long seed) {
    int[] numbers = new int[count];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }

  @Override
  public int size() {
    return questions.size();
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public History history(int number) {
    return questions.get(number).history();
  }

  @Override
  public int[] excluded(int number) {
    return questions.get(number).excluded();
  }

  @Override
  public int[] targets(int number) {
    return questions.get(number).targets();
  }
}
