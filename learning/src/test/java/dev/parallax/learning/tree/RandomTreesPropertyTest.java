package dev.parallax.learning.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Trees of any shape, also such as no booster grows, against plain walks and brute force. */
class RandomTreesPropertyTest {
  private static final float[] THRESHOLDS = {
    Float.NEGATIVE_INFINITY,
    -Float.MAX_VALUE,
    -1.5f,
    Math.nextUp(-1.5f),
    -Float.MIN_VALUE,
    -0f,
    0f,
    Float.MIN_VALUE,
    2,
    Math.nextUp(2f),
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY
  };

  @Property(tries = 300)
  void theScoreIsThatOfPlainWalks(
      @ForAll @IntRange(max = 9) int count,
      @ForAll @IntRange(max = 9) int depth,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    Trees trees = trees(count, depth, width, random);
    float[] rows = rows(60, width, random);
    double[] scores = trees.scores(rows, 60);
    Trees stored = Trees.of(trees.toBytes());
    for (int row = 0; row < scores.length; row++) {
      double expected = plain(trees, rows, row * width);
      assertThat(scores[row]).isEqualTo(expected);
      assertThat(trees.score(rows, row * width)).isEqualTo(expected);
      assertThat(stored.score(rows, row * width)).isEqualTo(expected);
    }
  }

  @Property(tries = 150)
  void contributionsAreTheShapleyValuesOfBruteForce(
      @ForAll @IntRange(max = 3) int count,
      @ForAll @IntRange(max = 8) int depth,
      @ForAll @IntRange(min = 1, max = 6) int width,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    Trees trees = trees(count, depth, width, random);
    TreeShap shap = new TreeShap(trees);
    float[] rows = rows(4, width, random);
    for (int row = 0; row < 4; row++) {
      double[] parts = shap.contributions(rows, row * width);
      double[] expected = TreesPropertyTest.bruteForce(trees, rows, row * width, width);
      assertThat(parts).containsExactly(expected, within(1e-10));
      assertThat(shap.base() + DoubleStream.of(parts).sum())
          .isCloseTo(trees.score(rows, row * width), within(1e-10));
    }
  }

  @Test
  void aTreeThatIsALeafScoresItsValueAndIsExplainedByNothing() {
    Trees leaf = trees(1, 0, 2, new Random(1));
    float[] row = {1, Float.NaN};
    assertThat(leaf.score(row, 0)).isEqualTo(leaf.base() + leaf.value(leaf.root(0)));
    assertThat(new TreeShap(leaf).base()).isEqualTo(leaf.score(row, 0));
    assertThat(new TreeShap(leaf).contributions(row, 0)).containsExactly(0, 0);
  }

  @Test
  void bytesThatAreNoWholeTreesAreRefused() {
    byte[] whole = full(3, 2).toBytes();
    int nodes = 24; // After inputs, base, one root, and both counts.
    assertThat(Trees.of(whole).toBytes()).isEqualTo(whole);
    refused(Arrays.copyOf(whole, whole.length - 1));
    refused(with(whole, 0, -1));
    refused(with(whole, 12, -1));
    refused(with(whole, 12, Integer.MAX_VALUE));
    refused(with(whole, 16, 2));
    refused(with(whole, nodes, 3));
    refused(with(whole, nodes, -2));
    refused(with(whole, nodes + 8, 0));
    refused(with(whole, nodes + 8, 7 * Trees.WIDTH - Trees.WIDTH));
  }

  @Test
  void treesThatANodeHasTooFewBitsForAreRefused() {
    assertThat(full(1 << 27, 2).depth()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full(1 << 27, 5))
        .withMessage("trees must have fewer inputs or nodes");
  }

  private static void refused(byte[] bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trees.of(bytes))
        .withMessage("trees must be whole");
  }

  private static byte[] with(byte[] bytes, int at, int number) {
    return ByteBuffer.wrap(bytes.clone()).putInt(at, number).array();
  }

  private static double plain(Trees trees, float[] rows, int at) {
    double sum = trees.base();
    for (int tree = 0; tree < trees.trees(); tree++) {
      int node = trees.root(tree);
      while (!trees.isLeaf(node)) {
        node = trees.goesLeft(node, rows, at) ? trees.left(node) : trees.right(node);
      }
      sum += trees.value(node);
    }
    return sum;
  }

  /** One tree with both children wherever there may be some. */
  private static Trees full(int inputs, int depth) {
    TreesBuilder builder = new TreesBuilder(inputs, 0.5, 1);
    Shape shape = new Shape((2 << depth) - 1);
    shape.grow(depth, 1, 2, new Random(1));
    shape.addTo(builder);
    return builder.build();
  }

  private static Trees trees(int count, int depth, int width, Random random) {
    TreesBuilder builder = new TreesBuilder(width, random.nextGaussian(), count);
    for (int tree = 0; tree < count; tree++) {
      int deepest = random.nextInt(depth + 1);
      Shape shape = new Shape((2 << deepest) - 1);
      shape.grow(deepest, 0.8, width, random);
      shape.addTo(builder);
    }
    return builder.build();
  }

  private static float[] rows(int count, int width, Random random) {
    float[] rows = new float[count * width];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          switch (random.nextInt(8)) {
            case 0 -> Float.NaN;
            case 1 -> Float.intBitsToFloat(0xffc00001); // NaN as well, with a sign.
            case 2 -> (float) random.nextGaussian();
            default -> THRESHOLDS[random.nextInt(THRESHOLDS.length)];
          };
    }
    return rows;
  }

  /** A tree as a booster gives it, root first. */
  private static final class Shape {
    private final int[] left;
    private final int[] right;
    private final int[] input;
    private final float[] split;
    private final boolean[] missingLeft;
    private final float[] cover;
    private int size;

    Shape(int most) {
      left = new int[most];
      right = new int[most];
      input = new int[most];
      split = new float[most];
      missingLeft = new boolean[most];
      cover = new float[most];
    }

    int grow(int depth, double chance, int width, Random random) {
      int node = size++;
      cover[node] = random.nextInt(5); // Now and then nobody came there.
      if (depth == 0 || random.nextDouble() >= chance) {
        left[node] = -1;
        right[node] = -1;
        split[node] = (float) random.nextGaussian();
        return node;
      }
      input[node] = random.nextInt(width);
      split[node] = THRESHOLDS[random.nextInt(THRESHOLDS.length)];
      missingLeft[node] = random.nextBoolean();
      left[node] = grow(depth - 1, chance, width, random);
      cover[left[node]]++; // But somebody came to one of the two.
      right[node] = grow(depth - 1, chance, width, random);
      return node;
    }

    void addTo(TreesBuilder builder) {
      builder.add(left, right, input, split, missingLeft, cover);
    }
  }
}
