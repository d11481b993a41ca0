package dev.parallax.recommendation.algorithm;

/**
 * What learning may use.
 *
 * @param threads 1 or more
 * @param seed of everything random
 */
public record Effort(int threads, long seed) {
  public Effort {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more");
    }
  }
}
