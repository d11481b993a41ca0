package dev.parallax.learning.tree;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Binary trees whose leaves add up to a score, in one array: four numbers a node, the two children
 * of a node beside each other. As such they are stored and explained; {@link PackedTrees} score.
 * Immutable.
 *
 * <p>A row goes left where its input is below the threshold. A missing input (NaN) goes where
 * training sent it: left of a node whose comparison is written as {@code !(x >= threshold)}, right
 * of one with {@code x < threshold}; the two differ for NaN only.
 */
public final class Trees {
  /** Numbers a node: input with the side of the missing, threshold or leaf, left child, cover. */
  static final int WIDTH = 4;

  static final int LEAF = -1;
  static final int MISSING_LEFT = 1 << 30;

  private final int inputs;
  private final double base;
  private final int[] roots;
  private final int[] nodes;
  private final PackedTrees packed;
  private final double expected;

  /**
   * @throws IllegalArgumentException when they are not whole
   */
  Trees(int inputs, double base, int[] roots, int[] nodes) {
    this.inputs = inputs;
    this.base = base;
    this.roots = roots;
    this.nodes = nodes;
    requireWhole();
    this.packed = PackedTrees.of(this);
    this.expected = meanOfAll();
  }

  /** Children lie behind their parents, so that each way down ends. */
  private void requireWhole() {
    boolean whole = inputs >= 0 && inputs < MISSING_LEFT / 2 && nodes.length % WIDTH == 0;
    for (int root : roots) {
      whole &= isNode(root);
    }
    for (int node = 0; whole && node < nodes.length; node += WIDTH) {
      whole =
          isLeaf(node)
              || nodes[node] >= 0
                  && input(node) < inputs
                  && left(node) > node
                  && isNode(left(node))
                  && isNode(right(node));
    }
    if (!whole) {
      throw new IllegalArgumentException("trees must be whole");
    }
  }

  private boolean isNode(int at) {
    return at >= 0 && at < nodes.length && at % WIDTH == 0;
  }

  public int inputs() {
    return inputs;
  }

  public int trees() {
    return roots.length;
  }

  /** Added to the leaves of each row. */
  public double base() {
    return base;
  }

  /**
   * @param row the inputs, NaN where one is missing
   * @param at where the row begins
   */
  public double score(float[] row, int at) {
    return packed.score(row, at, packed.scratch());
  }

  /**
   * @param rows so many rows, one after the other
   */
  public double[] scores(float[] rows, int count) {
    if (rows.length != count * inputs) {
      throw new IllegalArgumentException("rows must have " + inputs + " inputs each");
    }
    int[] scratch = packed.scratch();
    double[] scores = new double[count];
    for (int row = 0; row < count; row++) {
      scores[row] = packed.score(rows, row * inputs, scratch);
    }
    return scores;
  }

  /** The score that is expected of a row nothing is known of. */
  double expected() {
    return expected;
  }

  /** How many nodes there are, of all trees; each is {@link #WIDTH} numbers from the next. */
  int nodes() {
    return nodes.length / WIDTH;
  }

  int root(int tree) {
    return roots[tree];
  }

  boolean isLeaf(int node) {
    return nodes[node] == LEAF;
  }

  /** Of a leaf what it adds, else the threshold. */
  float value(int node) {
    return Float.intBitsToFloat(nodes[node + 1]);
  }

  /** How many training rows, weighed by the loss, came through a node. */
  float cover(int node) {
    return Float.intBitsToFloat(nodes[node + 3]);
  }

  int input(int node) {
    return nodes[node] & ~MISSING_LEFT;
  }

  int left(int node) {
    return nodes[node + 2];
  }

  int right(int node) {
    return nodes[node + 2] + WIDTH;
  }

  boolean goesLeft(int node, float[] row, int at) {
    float threshold = Float.intBitsToFloat(nodes[node + 1]);
    float value = row[at + input(node)];
    return missingGoesLeft(node) ? !(value >= threshold) : value < threshold;
  }

  boolean missingGoesLeft(int node) {
    return nodes[node] >= MISSING_LEFT;
  }

  /** Of the rows that came to a node those that went left. */
  double leftShare(int node) {
    double toLeft = cover(left(node));
    double both = toLeft + cover(right(node));
    return both > 0 ? toLeft / both : 0.5;
  }

  /** Steps of the longest way down. */
  int depth() {
    return packed.depth();
  }

  private double meanOfAll() {
    double[] means = new double[nodes()];
    for (int i = means.length - 1; i >= 0; i--) {
      int node = i * WIDTH;
      if (isLeaf(node)) {
        means[i] = value(node);
      } else {
        double share = leftShare(node);
        int left = left(node) / WIDTH;
        means[i] = share * means[left] + (1 - share) * means[left + 1];
      }
    }
    double sum = base;
    for (int root : roots) {
      sum += means[root / WIDTH];
    }
    return sum;
  }

  /** Big-endian: inputs, base, trees, their roots, nodes, their numbers. */
  @JsonValue
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + nodes.length * 4);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(inputs);
      out.writeDouble(base);
      out.writeInt(roots.length);
      for (int root : roots) {
        out.writeInt(root);
      }
      out.writeInt(nodes.length);
      for (int number : nodes) {
        out.writeInt(number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no trees
   */
  @JsonCreator
  public static Trees of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int inputs = in.readInt();
      double base = in.readDouble();
      int[] roots = new int[count(in)];
      for (int i = 0; i < roots.length; i++) {
        roots[i] = in.readInt();
      }
      int[] nodes = new int[count(in)];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = in.readInt();
      }
      return new Trees(inputs, base, roots, nodes);
    } catch (IOException e) {
      throw new IllegalArgumentException("trees must be whole", e);
    }
  }

  /** How many numbers follow; no more than there are bytes for. */
  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available() / Integer.BYTES) {
      throw new IllegalArgumentException("trees must be whole");
    }
    return count;
  }
}
