package dev.parallax.learning.tree;

/**
 * What each input adds to a score, exactly: the Shapley values of the game in which an unknown
 * input sends a row down both sides of a node, by the share of training rows that went there
 * (Lundberg et al., "From local explanations to global understanding with explainable AI for
 * trees", 2020, algorithm 2). They add up to the score less {@link #base}. Not thread safe; one for
 * each thread.
 */
public final class TreeShap {
  private final Trees trees;
  private final double base;

  // The unique path of each depth, one after the other: a feature, the share of paths that flow
  // through when it is unknown (zero) and known (one), and the weight of subsets by their size.
  private final int[] feature;
  private final double[] zero;
  private final double[] one;
  private final double[] weight;

  public TreeShap(Trees trees) {
    this.trees = trees;
    int depth = trees.depth() + 2;
    int room = depth * (depth + 1) / 2 + depth;
    feature = new int[room];
    zero = new double[room];
    one = new double[room];
    weight = new double[room];
    double sum = trees.base();
    for (int tree = 0; tree < trees.trees(); tree++) {
      sum += mean(trees.root(tree));
    }
    base = sum;
  }

  /** The score that is expected of a row nothing is known of. */
  public double base() {
    return base;
  }

  /**
   * @param row the inputs, NaN where one is missing
   * @param at where the row begins
   * @return by input
   */
  public double[] contributions(float[] row, int at) {
    double[] parts = new double[trees.inputs()];
    for (int tree = 0; tree < trees.trees(); tree++) {
      descend(trees.root(tree), row, at, parts, 0, 0, 1, 1, -1);
    }
    return parts;
  }

  private double mean(int node) {
    if (trees.isLeaf(node)) {
      return trees.value(node);
    }
    int left = trees.left(node);
    int right = trees.right(node);
    double share = share(left);
    return share * mean(left) + (1 - share) * mean(right);
  }

  /** Of the rows that came to the parent of a left child those that went to it. */
  private double share(int left) {
    double both = (double) trees.cover(left) + trees.cover(left + Trees.WIDTH);
    return both > 0 ? trees.cover(left) / both : 0.5;
  }

  /**
   * @param from where the path of the parent lies
   * @param length of that path
   */
  private void descend(
      int node,
      float[] row,
      int at,
      double[] parts,
      int from,
      int length,
      double zeroShare,
      double oneShare,
      int input) {
    int start = from + length;
    System.arraycopy(feature, from, feature, start, length);
    System.arraycopy(zero, from, zero, start, length);
    System.arraycopy(one, from, one, start, length);
    System.arraycopy(weight, from, weight, start, length);
    int depth = length;
    extend(start, depth, zeroShare, oneShare, input);
    if (trees.isLeaf(node)) {
      double value = trees.value(node);
      for (int i = 1; i <= depth; i++) {
        double sum = unwoundSum(start, depth, i);
        parts[feature[start + i]] += sum * (one[start + i] - zero[start + i]) * value;
      }
      return;
    }
    int split = trees.input(node);
    int left = trees.left(node);
    int right = trees.right(node);
    boolean goesLeft = trees.goesLeft(node, row, at);
    double leftShare = share(left);
    double incomingZero = 1;
    double incomingOne = 1;
    for (int i = 1; i <= depth; i++) {
      if (feature[start + i] == split) {
        incomingZero = zero[start + i];
        incomingOne = one[start + i];
        unwind(start, depth, i);
        depth--;
        break;
      }
    }
    descend(
        goesLeft ? left : right,
        row,
        at,
        parts,
        start,
        depth + 1,
        incomingZero * (goesLeft ? leftShare : 1 - leftShare),
        incomingOne,
        split);
    descend(
        goesLeft ? right : left,
        row,
        at,
        parts,
        start,
        depth + 1,
        incomingZero * (goesLeft ? 1 - leftShare : leftShare),
        0,
        split);
  }

  private void extend(int start, int depth, double zeroShare, double oneShare, int input) {
    feature[start + depth] = input;
    zero[start + depth] = zeroShare;
    one[start + depth] = oneShare;
    weight[start + depth] = depth == 0 ? 1 : 0;
    for (int i = depth - 1; i >= 0; i--) {
      weight[start + i + 1] += oneShare * weight[start + i] * (i + 1) / (depth + 1);
      weight[start + i] = zeroShare * weight[start + i] * (depth - i) / (depth + 1);
    }
  }

  /** Takes the entry at {@code index} out of the path again. */
  private void unwind(int start, int depth, int index) {
    double oneShare = one[start + index];
    double zeroShare = zero[start + index];
    double next = weight[start + depth];
    for (int i = depth - 1; i >= 0; i--) {
      if (oneShare != 0) {
        double old = weight[start + i];
        weight[start + i] = next * (depth + 1) / ((i + 1) * oneShare);
        next = old - weight[start + i] * zeroShare * (depth - i) / (depth + 1);
      } else {
        weight[start + i] = weight[start + i] * (depth + 1) / (zeroShare * (depth - i));
      }
    }
    for (int i = index; i < depth; i++) {
      feature[start + i] = feature[start + i + 1];
      zero[start + i] = zero[start + i + 1];
      one[start + i] = one[start + i + 1];
    }
  }

  /** The sum of weights that {@link #unwind} would leave. */
  private double unwoundSum(int start, int depth, int index) {
    double oneShare = one[start + index];
    double zeroShare = zero[start + index];
    double next = weight[start + depth];
    double sum = 0;
    for (int i = depth - 1; i >= 0; i--) {
      if (oneShare != 0) {
        double part = next * (depth + 1) / ((i + 1) * oneShare);
        sum += part;
        next = weight[start + i] - part * zeroShare * (depth - i) / (depth + 1);
      } else if (zeroShare != 0) {
        sum += weight[start + i] * (depth + 1) / (zeroShare * (depth - i));
      }
    }
    return sum;
  }
}
