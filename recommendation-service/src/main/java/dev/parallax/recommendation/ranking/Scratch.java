package dev.parallax.recommendation.ranking;

import java.util.Arrays;

/**
 * Room to score in: dense arrays over all items, of which only what was touched is cleaned. One
 * request at a time; made once and used again, since at a hundred thousand items a new one per
 * request would be most of the garbage.
 */
public final class Scratch {
  static final int NO_RULE = -1;

  private final double[] neighbour;
  private final double[] rule;
  private final int[] bestRule;
  private final double[] extra;
  private final boolean[] marked;
  private final float[] weight;
  private final float[] recency;
  private int[] touched = new int[256];
  private int touchedCount;
  private Interests interests = Interests.NONE;

  Scratch(int items) {
    neighbour = new double[items];
    rule = new double[items];
    bestRule = new int[items];
    Arrays.fill(bestRule, NO_RULE);
    extra = new double[items];
    marked = new boolean[items];
    weight = new float[items];
    recency = new float[items];
  }

  void start(Interests now) {
    for (int t = 0; t < touchedCount; t++) {
      int item = touched[t];
      neighbour[item] = 0;
      rule[item] = 0;
      bestRule[item] = NO_RULE;
      extra[item] = 0;
      marked[item] = false;
    }
    touchedCount = 0;
    for (int i = 0; i < interests.size(); i++) {
      weight[interests.item(i)] = 0;
      recency[interests.item(i)] = 0;
    }
    interests = now;
    for (int i = 0; i < now.size(); i++) {
      weight[now.item(i)] = now.weight(i);
      recency[now.item(i)] = now.recency(i);
    }
  }

  int items() {
    return weight.length;
  }

  Interests interests() {
    return interests;
  }

  float weight(int item) {
    return weight[item];
  }

  float recency(int item) {
    return recency[item];
  }

  void addNeighbour(int item, double score) {
    if (!isTouched(item)) {
      touch(item);
    }
    neighbour[item] += score;
  }

  void offerRule(int item, int number, double strength) {
    if (strength > rule[item]) {
      if (!isTouched(item)) {
        touch(item);
      }
      rule[item] = strength;
      bestRule[item] = number;
    }
  }

  void addExtra(int item, double score) {
    if (!isTouched(item)) {
      touch(item);
    }
    extra[item] += score;
  }

  /** The item stays touched. */
  void mute(int item) {
    neighbour[item] = 0;
    rule[item] = 0;
    bestRule[item] = NO_RULE;
  }

  private void touch(int item) {
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, touchedCount * 2);
    }
    touched[touchedCount++] = item;
    marked[item] = true;
  }

  boolean isTouched(int item) {
    return marked[item];
  }

  int touched() {
    return touchedCount;
  }

  int touched(int position) {
    return touched[position];
  }

  /** Mean similarity to the interests, weighted by them, in [0, 1]. */
  double neighbour(int item) {
    return neighbour[item];
  }

  /** The best applicable rule's added value times recency, in [0, 1]. */
  double rule(int item) {
    return rule[item];
  }

  /** What was added for another cause. */
  double extra(int item) {
    return extra[item];
  }

  int bestRule(int item) {
    return bestRule[item];
  }
}
