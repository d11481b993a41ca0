package dev.parallax.fraud.score;

import java.util.Arrays;

/** Feature vectors with what became of their transactions; grows, keeps order. */
public final class LabelledVectors {
  private int size;
  private double[][] vectors = new double[1024][];
  private boolean[] frauds = new boolean[1024];

  /**
   * @param vector kept, not copied
   */
  public void add(double[] vector, boolean fraud) {
    if (size == vectors.length) {
      vectors = Arrays.copyOf(vectors, size * 2);
      frauds = Arrays.copyOf(frauds, size * 2);
    }
    vectors[size] = vector;
    frauds[size++] = fraud;
  }

  public int size() {
    return size;
  }

  public double[] vector(int index) {
    return vectors[index];
  }

  public boolean isFraud(int index) {
    return frauds[index];
  }

  /** How many are fraud. */
  public int frauds() {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += frauds[i] ? 1 : 0;
    }
    return count;
  }
}
