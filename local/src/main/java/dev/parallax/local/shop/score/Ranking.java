package dev.parallax.local.shop.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well scores put the few bad before the many good.
 *
 * <p>Ties are handled as scikit-learn handles them: half a win each for the area under the ROC
 * curve; one step for all of a tie in average precision, so that no order among equals helps.
 */
public final class Ranking {

  private record Scored(double score, boolean bad) {}

  private final List<Scored> scored = new ArrayList<>();
  private long bad;

  /** Adds one case: its score and whether it was bad. */
  public void add(double score, boolean isBad) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score must be a number");
    }
    scored.add(new Scored(score, isBad));
    bad += isBad ? 1 : 0;
  }

  public long cases() {
    return scored.size();
  }

  public long bad() {
    return bad;
  }

  /** Probability that a bad case scores above a good one; NaN without both. */
  public double auc() {
    double wins = 0;
    long goodBelow = 0;
    for (List<Scored> tie : ties(Comparator.comparingDouble(Scored::score))) {
      long badHere = tie.stream().filter(Scored::bad).count();
      long goodHere = tie.size() - badHere;
      wins += badHere * (goodBelow + goodHere / 2.0);
      goodBelow += goodHere;
    }
    return wins / ((double) bad * (cases() - bad));
  }

  /** Mean precision over the bad ones found, best scores first; NaN without a bad case. */
  public double averagePrecision() {
    double sum = 0;
    long found = 0;
    long seen = 0;
    for (List<Scored> tie : ties(Comparator.comparingDouble(Scored::score).reversed())) {
      long badHere = tie.stream().filter(Scored::bad).count();
      found += badHere;
      seen += tie.size();
      sum += badHere * ((double) found / seen);
    }
    return sum / bad;
  }

  private List<List<Scored>> ties(Comparator<Scored> order) {
    List<Scored> sorted = scored.stream().sorted(order).toList();
    List<List<Scored>> ties = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || sorted.get(i).score() != sorted.get(from).score()) {
        ties.add(sorted.subList(from, i));
        from = i;
      }
    }
    return ties;
  }
}
