package dev.parallax.learning.tree;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Binary trees whose leaves add up to a score, in one array: four numbers a node, the two children
 * of a node beside each other, so that going down is one comparison and one step. Immutable.
 *
 * <p>A row goes left where its input is below the threshold. A missing input (NaN) goes where
 * training sent it: left of a node whose comparison is written as {@code !(x >= threshold)}, right
 * of one with {@code x < threshold}; the two differ for NaN only.
 */
public final class Trees {
  /** Numbers a node: input with the side of the missing, threshold or leaf, left child, cover. */
  static final int WIDTH = 4;

  static final int LEAF = -1;
  private static final int MISSING_LEFT = 1 << 30;

  private final int inputs;
  private final double base;
  private final int[] roots;
  private final int[] nodes;

  private Trees(int inputs, double base, int[] roots, int[] nodes) {
    this.inputs = inputs;
    this.base = base;
    this.roots = roots;
    this.nodes = nodes;
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
    double sum = base;
    int[] all = nodes;
    for (int root : roots) {
      int node = root;
      int input = all[node];
      while (input >= 0) {
        float threshold = Float.intBitsToFloat(all[node + 1]);
        int right;
        if (input >= MISSING_LEFT) {
          right = row[at + input - MISSING_LEFT] >= threshold ? WIDTH : 0;
        } else {
          right = row[at + input] < threshold ? 0 : WIDTH;
        }
        node = all[node + 2] + right;
        input = all[node];
      }
      sum += Float.intBitsToFloat(all[node + 1]);
    }
    return sum;
  }

  int root(int tree) {
    return roots[tree];
  }

  boolean isLeaf(int node) {
    return nodes[node] == LEAF;
  }

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
    return nodes[node] >= MISSING_LEFT ? !(value >= threshold) : value < threshold;
  }

  /** Nodes on the longest way down. */
  int depth() {
    int deepest = 0;
    for (int root : roots) {
      deepest = Math.max(deepest, depth(root));
    }
    return deepest;
  }

  private int depth(int node) {
    return isLeaf(node) ? 1 : 1 + Math.max(depth(left(node)), depth(right(node)));
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
      int[] roots = new int[in.readInt()];
      for (int i = 0; i < roots.length; i++) {
        roots[i] = in.readInt();
      }
      int[] nodes = new int[in.readInt()];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = in.readInt();
      }
      return new Trees(inputs, base, roots, nodes);
    } catch (IOException e) {
      throw new IllegalArgumentException("trees must be whole", e);
    }
  }

  static Builder builder(int inputs, double base, int trees) {
    return new Builder(inputs, base, trees);
  }

  /** Takes trees one after the other, each as arrays by node with its root first. */
  static final class Builder {
    private final int inputs;
    private final double base;
    private final int[] roots;
    private int[] nodes = new int[1 << 12];
    private int trees;
    private int length;

    private Builder(int inputs, double base, int trees) {
      this.inputs = inputs;
      this.base = base;
      this.roots = new int[trees];
    }

    /**
     * @param left by node its left child, below 0 at a leaf
     * @param split thresholds, at leaves their values
     */
    void add(
        int[] left, int[] right, int[] input, float[] split, boolean[] missingLeft, float[] cover) {
      int[] place = new int[left.length];
      int[] queue = new int[left.length];
      int taken = 0;
      int waiting = 0;
      queue[waiting++] = 0;
      roots[trees++] = reserve(1);
      place[0] = roots[trees - 1];
      while (taken < waiting) {
        int node = queue[taken++];
        int at = place[node];
        nodes[at + 1] = Float.floatToRawIntBits(split[node]);
        nodes[at + 3] = Float.floatToRawIntBits(cover[node]);
        if (left[node] < 0) {
          nodes[at] = LEAF;
          continue;
        }
        int children = reserve(2);
        nodes[at] = input[node] | (missingLeft[node] ? MISSING_LEFT : 0);
        nodes[at + 2] = children;
        place[left[node]] = children;
        place[right[node]] = children + WIDTH;
        queue[waiting++] = left[node];
        queue[waiting++] = right[node];
      }
    }

    private int reserve(int count) {
      int at = length;
      length += count * WIDTH;
      if (length > nodes.length) {
        nodes = Arrays.copyOf(nodes, Math.max(length, nodes.length * 2));
      }
      return at;
    }

    Trees build() {
      return new Trees(inputs, base, roots, Arrays.copyOf(nodes, length));
    }
  }
}
