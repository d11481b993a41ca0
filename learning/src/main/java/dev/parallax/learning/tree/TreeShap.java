package dev.parallax.learning.tree;

/**
 * What each input adds to a score, exactly: the Shapley values of the game in which an unknown
 * input sends a row down both sides of a node, by the share of training rows that went there
 * (Lundberg et al., "From local explanations to global understanding with explainable AI for
 * trees", 2020). They add up to the score less {@link #base}. Not thread safe; one for each thread.
 *
 * <p>Of the inputs on the way to a leaf some are <em>hot</em>: the row goes that way itself, and
 * where the input is unknown a share of it does. The others are <em>cold</em>: once one of them is
 * known, nothing of the row comes to the leaf. So only sets of hot inputs count. What comes to the
 * leaf by size of the set are the coefficients of the product of {@code (share + y)} over the hot
 * inputs, as in Yu et al., "Linear TreeShap", 2022: to extend it is to multiply, to take an input
 * out is to divide from the top, which is stable as shares are at most 1. All cold inputs lose the
 * same (Yang, "Fast TreeSHAP", 2021), which is added up on the way back. The path of Lundberg's
 * algorithm 2, which weighs and unwinds each input of each leaf, took several times as long.
 */
public final class TreeShap {
  private final Trees trees;

  /** Room for the inputs of a path and one number more. */
  private final int stride;

  /** By inputs on a path and size of a set of the others: how many orders of all begin with it. */
  private final double[] weights;

  // Frames of the hot inputs, one after the other: which, the share that goes that way where it is
  // unknown, and the coefficients of the product by size of the set of known ones.
  private final int[] hotInput;
  private final double[] hotShare;
  private final double[] coefficient;

  private final boolean[] cold;

  private float[] row;
  private int at;
  private double[] parts;

  public TreeShap(Trees trees) {
    this.trees = trees;
    stride = Math.min(trees.depth(), trees.inputs()) + 1;
    weights = weights(stride);
    int room = (2 * trees.depth() + 1) * stride; // A step makes two frames at most.
    hotInput = new int[room];
    hotShare = new double[room];
    coefficient = new double[room];
    cold = new boolean[trees.inputs()];
  }

  /** s! (m - 1 - s)! / m! for sets of s among m inputs. */
  private static double[] weights(int stride) {
    double[] weights = new double[stride * stride];
    for (int m = 1; m < stride; m++) {
      weights[m * stride] = 1.0 / m;
      for (int s = 1; s < m; s++) {
        weights[m * stride + s] = weights[m * stride + s - 1] * s / (m - s);
      }
    }
    return weights;
  }

  /** The score that is expected of a row nothing is known of. */
  public double base() {
    return trees.expected();
  }

  /**
   * @param row the inputs, NaN where one is missing
   * @param at where the row begins
   * @return by input
   */
  public double[] contributions(float[] row, int at) {
    this.row = row;
    this.at = at;
    parts = new double[trees.inputs()];
    coefficient[0] = 1;
    for (int tree = 0; tree < trees.trees(); tree++) {
      descend(trees.root(tree), 0, 0, 0, 1);
    }
    return parts;
  }

  /**
   * @param frame where that of the hot inputs begins; only those behind it are written
   * @param hot how many they are
   * @param known inputs on the path, hot and cold
   * @param share the product over cold inputs
   * @return what each cold input loses by the leaves below
   */
  private double descend(int node, int frame, int hot, int known, double share) {
    if (trees.isLeaf(node)) {
      return leaf(trees.value(node) * share, frame, hot, known);
    }
    int input = trees.input(node);
    boolean goesLeft = trees.goesLeft(node, row, at);
    int taken = goesLeft ? trees.left(node) : trees.right(node);
    int other = goesLeft ? trees.right(node) : trees.left(node);
    double leftShare = trees.leftShare(node);
    double takenShare = goesLeft ? leftShare : 1 - leftShare;
    double otherShare = goesLeft ? 1 - leftShare : leftShare;
    if (cold[input]) {
      return descend(taken, frame, hot, known, share * takenShare)
          + descend(other, frame, hot, known, share * otherShare);
    }
    int place = place(input, frame, hot);
    int next = frame + stride;
    if (place == hot) {
      multiply(frame, next, hot, input, takenShare);
      return descend(taken, next, hot + 1, known + 1, share)
          + leave(other, input, frame, hot, known + 1, share * otherShare);
    }
    // Decided by the same input further up: its two shares are one.
    double above = hotShare[frame + place];
    divide(frame, next, hot, place);
    double lost = leave(other, input, next, hot - 1, known, share * above * otherShare);
    multiply(next, next + stride, hot - 1, input, above * takenShare);
    return lost + descend(taken, next + stride, hot, known, share);
  }

  /** Goes where the row does not, for an input that is cold from there on. */
  private double leave(int node, int input, int frame, int hot, int known, double share) {
    cold[input] = true;
    double lost = descend(node, frame, hot, known, share);
    cold[input] = false;
    parts[input] -= lost;
    return lost;
  }

  private double leaf(double value, int frame, int hot, int known) {
    int weight = known * stride;
    for (int i = frame; i < frame + hot; i++) {
      double share = hotShare[i];
      double quotient = 1;
      double sum = weights[weight + hot - 1];
      for (int s = hot - 1; s > 0; s--) {
        quotient = coefficient[frame + s] - share * quotient;
        sum += quotient * weights[weight + s - 1];
      }
      parts[hotInput[i]] += (1 - share) * sum * value;
    }
    if (hot == known) {
      return 0;
    }
    double sum = 0;
    for (int s = 0; s <= hot; s++) {
      sum += coefficient[frame + s] * weights[weight + s];
    }
    return sum * value;
  }

  /** Where among the hot inputs one is, else their number. */
  private int place(int input, int frame, int hot) {
    int place = 0;
    while (place < hot && hotInput[frame + place] != input) {
      place++;
    }
    return place;
  }

  private void multiply(int from, int to, int hot, int input, double share) {
    double before = 0;
    for (int i = 0; i < hot; i++) {
      hotInput[to + i] = hotInput[from + i];
      hotShare[to + i] = hotShare[from + i];
      coefficient[to + i] = share * coefficient[from + i] + before;
      before = coefficient[from + i];
    }
    hotInput[to + hot] = input;
    hotShare[to + hot] = share;
    coefficient[to + hot] = share * coefficient[from + hot] + before;
    coefficient[to + hot + 1] = coefficient[from + hot];
  }

  /** Takes the hot input at a place out. */
  private void divide(int from, int to, int hot, int place) {
    double share = hotShare[from + place];
    double quotient = coefficient[from + hot];
    for (int i = hot - 1; i >= 0; i--) {
      int kept = i < place ? i : i + 1;
      hotInput[to + i] = hotInput[from + kept];
      hotShare[to + i] = hotShare[from + kept];
      coefficient[to + i] = quotient;
      quotient = coefficient[from + i] - share * quotient;
    }
  }
}
