package dev.parallax.learning.tree;

import java.util.Arrays;

/** Takes trees one after the other, each as arrays by node with its root first. */
final class TreesBuilder {
  private final int inputs;
  private final double base;
  private final int[] roots;
  private int[] nodes = new int[1 << 12];
  private int trees;
  private int length;

  TreesBuilder(int inputs, double base, int trees) {
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
        nodes[at] = Trees.LEAF;
        continue;
      }
      int children = reserve(2);
      nodes[at] = input[node] | (missingLeft[node] ? Trees.MISSING_LEFT : 0);
      nodes[at + 2] = children;
      place[left[node]] = children;
      place[right[node]] = children + Trees.WIDTH;
      queue[waiting++] = left[node];
      queue[waiting++] = right[node];
    }
  }

  private int reserve(int count) {
    int at = length;
    length += count * Trees.WIDTH;
    if (length > nodes.length) {
      nodes = Arrays.copyOf(nodes, Math.max(length, nodes.length * 2));
    }
    return at;
  }

  Trees build() {
    return new Trees(inputs, base, roots, Arrays.copyOf(nodes, length));
  }
}
