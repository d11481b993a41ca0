package dev.parallax.recommendation.ranking;

import java.util.Arrays;

/**
 * What a list is made for: items somebody likes or has in the basket. Each has a preference, and a
 * recency in (0, 1].
 */
public final class Interests {
  /** Nothing is known. */
  public static final Interests NONE = new Builder().build();

  private final int[] items;
  private final float[] weights;
  private final float[] recencies;
  private final double total;

  private Interests(int[] items, float[] weights, float[] recencies) {
    this.items = items;
    this.weights = weights;
    this.recencies = recencies;
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    this.total = sum;
  }

  public static Builder builder() {
    return new Builder();
  }

  public int size() {
    return items.length;
  }

  public int item(int position) {
    return items[position];
  }

  /** Preference times recency. */
  public float weight(int position) {
    return weights[position];
  }

  public float recency(int position) {
    return recencies[position];
  }

  /** Sum of the weights. */
  public double total() {
    return total;
  }

  /** Collects interests; an item is to be added once. */
  public static final class Builder {
    private int[] items = new int[16];
    private float[] weights = new float[16];
    private float[] recencies = new float[16];
    private int size;

    private Builder() {}

    /**
     * @param preference 0 or less is left out
     * @param recency in (0, 1]
     */
    public Builder add(int item, double preference, double recency) {
      if (preference <= 0 || recency <= 0) {
        return this;
      }
      if (size == items.length) {
        items = Arrays.copyOf(items, size * 2);
        weights = Arrays.copyOf(weights, size * 2);
        recencies = Arrays.copyOf(recencies, size * 2);
      }
      items[size] = item;
      weights[size] = (float) (preference * recency);
      recencies[size++] = (float) recency;
      return this;
    }

    public Interests build() {
      return new Interests(
          Arrays.copyOf(items, size), Arrays.copyOf(weights, size), Arrays.copyOf(recencies, size));
    }
  }
}
